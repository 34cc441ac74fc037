import { expect, test } from 'vitest'
import { findPackagedKernel, parseKernelRelease } from './deb.ts'

const releases: [string, string, string][] = [
  ['6.1.0-28-amd64', '6.1.0-28', 'amd64'],
  ['6.1.0-28-cloud-amd64', '6.1.0-28', 'cloud-amd64'],
  ['6.1.0-28-686-pae', '6.1.0-28', '686-pae'],
  ['6.12.9+bpo-686', '6.12.9+bpo', '686'],
  ['6.12.38+deb13-amd64', '6.12.38+deb13', 'amd64'],
  ['5.10.0-0.deb10.16-amd64', '5.10.0-0.deb10.16', 'amd64'],
  ['5.15.0-91-generic', '5.15.0-91', 'generic'],
  ['5.15.0-1051-aws', '5.15.0-1051', 'aws'],
  ['6.1.0-rpi7-rpi-v8', '6.1.0-rpi7', 'rpi-v8'],
  ['6.8.12-4-pve', '6.8.12-4', 'pve'],
  ['3.2.0-4-4kc-malta', '3.2.0-4', '4kc-malta'],
  ['6.6.8', '6.6.8', ''],
]
test.each(releases)('kernel %s is %s of flavour %s', (release, abi, flavour) => {
  expect(parseKernelRelease(release)).toEqual({ abi, flavour })
})

test('what has no version is no kernel', () => {
  for (const text of ['', 'linux', '-', 'generic-5']) expect(parseKernelRelease(text)).toBeUndefined()
})

const packages: [string, string | undefined][] = [
  ['linux-image-6.1.0-28-amd64', '6.1.0-28-amd64'],
  ['linux-image-unsigned-5.15.0-91-generic', '5.15.0-91-generic'],
  ['proxmox-kernel-6.8.12-4-pve-signed', '6.8.12-4-pve'],
  ['linux-image-amd64', undefined],
  ['linux-image-6.1-amd64', undefined],
  ['proxmox-kernel-6.8', undefined],
  ['linux-image-generic-hwe-22.04', undefined],
  ['linux-image-6.1.0-28-amd64-dbg', undefined],
  ['linux-headers-6.1.0-28-amd64', undefined],
]
test.each(packages)('package %s holds %s', (name, kernel) => expect(findPackagedKernel(name)).toBe(kernel))

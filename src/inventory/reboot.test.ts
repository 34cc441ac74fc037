import { expect, test } from 'vitest'
import { findPackagedKernel, parseKernelRelease } from './kernel.ts'
import { decideReboot, type RebootFacts } from './reboot.ts'

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

const image = (release: string) => `linux-image-${release}`
const base: RebootFacts = { reported: 'unknown', kernel: '6.1.0-9-amd64', packageType: 'deb', packageNames: [] }
const decisions: [string, Partial<RebootFacts>, string, RegExp][] = [
  ['the host says so', { reported: 'yes' }, 'yes', /reported/],
  ['a container', {}, 'unknown', /no kernel package/],
  ['a container that denies', { reported: 'no' }, 'unknown', /no kernel package/],
  ['it runs the highest', { packageNames: ['6.1.0-8-amd64', '6.1.0-9-amd64'].map(image) }, 'no', /highest/],
  ['10 is higher than 9', { packageNames: ['6.1.0-10-amd64', '6.1.0-9-amd64'].map(image) }, 'yes', /6\.1\.0-10-amd64/],
  ['another series', { packageNames: ['6.12.9+bpo-amd64', '6.1.0-9-amd64'].map(image) }, 'yes', /6\.12\.9/],
  ['another flavour', { packageNames: ['6.1.0-10-rt-amd64', '6.1.0-9-amd64'].map(image) }, 'no', /highest/],
  ['only another flavour', { packageNames: [image('6.1.0-10-cloud-amd64')] }, 'unknown', /flavour/],
  ['a kernel of no package', { packageNames: [image('6.1.0-8-amd64')] }, 'unknown', /no package/],
  ['only metapackages', { packageNames: ['linux-image-amd64'] }, 'unknown', /no kernel package/],
  ['no kernel reported', { kernel: '' }, 'unknown', /not reported/],
  ['rpm that denies', { packageType: 'rpm', reported: 'no' }, 'no', /reported/],
  ['rpm that does not say', { packageType: 'rpm' }, 'unknown', /does not say/],
]
test.each(decisions)('%s', (_, facts, state, reason) => {
  const decision = decideReboot({ ...base, ...facts })
  expect(decision.state).toBe(state)
  expect(decision.reason).toMatch(reason)
})

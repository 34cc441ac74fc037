import { expect, test } from 'vitest'
import type { PackageType } from '../model/package.ts'
import { findKernelRoles } from './kernel-roles.ts'

const toPackage = (text: string) => {
  const [name = '', version = '', release = '', arch = 'x86_64'] = text.split(' ')
  return { name, epoch: '', version, release, arch }
}

test.each<[string, PackageType, string, Record<string, string>]>([
  [
    'Debian: the newer one waits for a reboot, the older one is left over',
    'deb',
    '6.1.0-20-amd64',
    {
      'linux-image-6.1.0-18-amd64 6.1.76 1': 'idle',
      'linux-headers-6.1.0-18-common 6.1.76 1': 'idle',
      'linux-image-6.1.0-20-amd64 6.1.85 1': 'running',
      'linux-headers-6.1.0-20-amd64 6.1.85 1': 'running',
      'linux-image-6.1.0-21-amd64 6.1.90 1': 'next',
      'linux-headers-6.1.0-21-common 6.1.90 1': 'next',
      'linux-image-amd64 6.1.90 1': '',
      'linux-libc-dev 6.1.90 1': '',
      'linux-base 4.9 ': '',
    },
  ],
  [
    'Debian: the newest one runs',
    'deb',
    '6.1.0-20-amd64',
    {
      'linux-image-6.1.0-18-amd64 6.1.76 1': 'idle',
      'linux-image-6.1.0-20-amd64 6.1.85 1': '',
      'linux-image-6.1.0-20-cloud-amd64 6.1.85 1': 'idle',
    },
  ],
  [
    'Ubuntu',
    'deb',
    '5.15.0-91-generic',
    {
      'linux-image-5.15.0-91-generic 5.15.0 91.101': 'running',
      'linux-modules-extra-5.15.0-91-generic 5.15.0 91.101': 'running',
      'linux-headers-5.15.0-91 5.15.0 91.101': 'running',
      'linux-modules-5.15.0-94-generic 5.15.0 94.104': 'next',
      'linux-image-5.15.0-94-generic 5.15.0 94.104': 'next',
      'linux-headers-5.15.0-9 5.15.0 9.9': 'idle',
    },
  ],
  ['one kernel', 'deb', '6.1.0-20-amd64', { 'linux-image-6.1.0-20-amd64 6.1.85 1': '' }],
  [
    'a kernel of another system (a container)',
    'deb',
    '5.4.0-1-generic',
    { 'linux-image-6.1.0-18-amd64 6.1.76 1': '', 'linux-image-6.1.0-20-amd64 6.1.85 1': '' },
  ],
  ['nothing told', 'deb', '', { 'linux-image-6.1.0-18-amd64 6.1.76 1': '', 'linux-image-6.1.0-20-amd64 6.1.85 1': '' }],
  [
    'Red Hat',
    'rpm',
    '5.14.0-427.el9.x86_64',
    {
      'kernel 5.14.0 362.el9': 'idle',
      'kernel-core 5.14.0 362.el9': 'idle',
      'kernel-core 5.14.0 427.el9': 'running',
      'kernel-modules-core 5.14.0 427.el9': 'running',
      'kernel-core 5.14.0 427.13.1.el9': 'next',
      'kernel-modules 5.14.0 427.13.1.el9': 'next',
      'kernel-tools 5.14.0 362.el9': '',
      'kernel-headers 5.14.0 427.13.1.el9': '',
    },
  ],
  [
    'Oracle, two flavours',
    'rpm',
    '5.15.0-100.96.32.el9uek.x86_64',
    {
      'kernel-uek-core 5.15.0 100.96.32.el9uek': '',
      'kernel-uek-core 5.15.0 3.60.5.1.el9uek': 'idle',
      'kernel-core 5.14.0 427.el9': 'idle',
    },
  ],
  [
    'SUSE: rebuilds of one kernel cannot be told apart',
    'rpm',
    '5.14.21-150500.55.7-default',
    {
      'kernel-default 5.14.21 150500.53.2': 'idle',
      'kernel-default 5.14.21 150500.55.7.1': 'running',
      'kernel-default 5.14.21 150500.55.12.1': 'next',
    },
  ],
])('%s', (_, type, running, wanted) => {
  const packages = Object.keys(wanted).map(toPackage)
  const roles = findKernelRoles(type, running, packages)
  expect(packages.map((one, i) => [Object.keys(wanted)[i], roles.get(one) ?? ''])).toEqual(Object.entries(wanted))
})

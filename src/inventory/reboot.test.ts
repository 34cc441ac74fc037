import { expect, test } from 'vitest'
import type { KernelPackage } from './kernels/kernel.ts'
import { decideReboot, type RebootFacts } from './reboot.ts'

const image = (release: string): KernelPackage => {
  return { name: `linux-image-${release}`, epoch: '', version: '1', release: '1', arch: 'amd64' }
}
const base: RebootFacts = { reported: 'unknown', kernel: '6.1.0-9-amd64', packageType: 'deb', packages: [] }
const decisions: [string, Partial<RebootFacts>, string, RegExp][] = [
  ['the host says so', { reported: 'yes' }, 'yes', /reported/],
  ['a container', {}, 'unknown', /no kernel package/],
  ['a container that denies', { reported: 'no' }, 'unknown', /no kernel package/],
  ['it runs the highest', { packages: ['6.1.0-8-amd64', '6.1.0-9-amd64'].map(image) }, 'no', /highest/],
  ['10 is higher than 9', { packages: ['6.1.0-10-amd64', '6.1.0-9-amd64'].map(image) }, 'yes', /6\.1\.0-10-amd64/],
  ['another series', { packages: ['6.12.9+bpo-amd64', '6.1.0-9-amd64'].map(image) }, 'yes', /6\.12\.9/],
  ['another flavour', { packages: ['6.1.0-10-rt-amd64', '6.1.0-9-amd64'].map(image) }, 'no', /highest/],
  ['only another flavour', { packages: [image('6.1.0-10-cloud-amd64')] }, 'unknown', /flavour/],
  ['a kernel of no package', { packages: [image('6.1.0-8-amd64')] }, 'unknown', /no package/],
  ['only metapackages', { packages: [image('amd64')] }, 'unknown', /no kernel package/],
  ['no kernel reported', { kernel: '' }, 'unknown', /not reported/],
  [
    'a kernel that is named oddly',
    { kernel: 'odd', packages: [image('6.1.0-8-amd64')] },
    'unknown',
    /says nothing \(odd\)/,
  ],
  ['rpm: a container', { packageType: 'rpm', kernel: '6.1.0-28-amd64' }, 'unknown', /no kernel package/],
  ['no packages, and it denies', { packageType: undefined, reported: 'no' }, 'no', /reported/],
  ['no packages, and it does not say', { packageType: undefined }, 'unknown', /does not say/],
]
test.each(decisions)('%s', (_, facts, state, reason) => {
  const decision = decideReboot({ ...base, ...facts })
  expect(decision.state).toBe(state)
  expect(decision.reason).toMatch(reason)
})

/** NEVRAs to packages. */
function rpms(...nevras: string[]): KernelPackage[] {
  return nevras.map((nevra) => {
    const [, name = '', version = '', release = '', arch = ''] = /^(.+)-([^-]+)-([^-]+)\.([^.]+)$/.exec(nevra) ?? []
    return { name, epoch: '', version, release, arch }
  })
}

const OL8 = rpms(
  ...['kernel-uek-core-5.15.0-3.60.5.1.el8uek.x86_64', 'kernel-tools-libs-4.18.0-425.3.1.el8.x86_64'],
  ...['kernel-modules-4.18.0-425.3.1.el8.x86_64', 'kernel-uek-modules-5.15.0-3.60.5.1.el8uek.x86_64'],
  ...['kernel-4.18.0-425.3.1.el8.x86_64', 'kernel-core-4.18.0-425.3.1.el8.x86_64'],
  'kernel-uek-5.15.0-3.60.5.1.el8uek.x86_64',
)
const EL9 = rpms(
  ...['kernel-5.14.0-427.13.1.el9_4.x86_64', 'kernel-core-5.14.0-427.13.1.el9_4.x86_64'],
  ...['kernel-core-5.14.0-503.11.1.el9_5.x86_64', 'kernel-modules-core-5.14.0-999.el9.x86_64'],
  ...['kernel-debug-core-5.14.0-503.11.1.el9_5.x86_64', 'kernel-rt-core-5.14.0-427.13.1.el9_4.x86_64'],
  ...['kernel-headers-5.14.0-999.el9.x86_64', 'kernel-tools-5.14.0-999.el9.x86_64'],
)
const LEAP = rpms(
  ...['kernel-default-6.4.0-150600.23.22.1.x86_64', 'kernel-default-6.4.0-150600.23.25.1.x86_64'],
  ...['kernel-default-devel-6.4.0-150600.99.1.x86_64', 'kernel-macros-6.4.0-150600.99.1.noarch'],
  ...['kernel-azure-6.4.0-150600.8.8.2.x86_64', 'kernel-firmware-all-20240728-150600.3.9.1.noarch'],
)

// `uname -r`, installed → state and reason
const rpmDecisions: [string, KernelPackage[], string, RegExp][] = [
  ['5.15.0-3.60.5.1.el8uek.x86_64', OL8, 'no', /highest/],
  ['4.18.0-425.3.1.el8.x86_64', OL8, 'no', /highest/],
  ['4.18.0-372.9.1.el8.x86_64', OL8, 'yes', /4\.18\.0-425\.3\.1\.el8\.x86_64 is installed/],
  ['5.4.17-2136.315.5.el8uek.x86_64', OL8, 'yes', /5\.15\.0-3\.60\.5\.1\.el8uek/],
  ['5.14.0-503.11.1.el9_5.x86_64', EL9, 'no', /highest/],
  ['5.14.0-427.13.1.el9_4.x86_64', EL9, 'yes', /5\.14\.0-503\.11\.1\.el9_5\.x86_64 is installed/],
  ['5.14.0-503.11.1.el9_5.x86_64+debug', EL9, 'no', /highest/],
  ['5.14.0-427.13.1.el9_4.x86_64+debug', EL9, 'yes', /x86_64\+debug is installed/],
  ['5.14.0-427.13.1.el9_4.x86_64+rt', EL9, 'no', /highest/],
  ['5.14.0-362.8.1.el9_3.x86_64+rt', EL9, 'yes', /x86_64\+rt is installed/],
  ['5.14.0-362.8.1.el9_3.x86_64+rt-debug', EL9, 'unknown', /flavour/],
  ['5.14.0-999.el9.x86_64', EL9, 'unknown', /no package/],
  [
    '5.14.0-427.el9.aarch64+64k',
    rpms('kernel-64k-core-5.14.0-503.el9.aarch64', 'kernel-core-5.14.0-600.el9.aarch64'),
    'yes',
    /503/,
  ],
  ['5.14.0-503.el9.aarch64+64k-debug', rpms('kernel-64k-debug-core-5.14.0-503.el9.aarch64'), 'no', /highest/],
  [
    '4.18.0-553.rt7.342.el8_10.x86_64',
    rpms('kernel-rt-core-4.18.0-553.rt7.342.el8_10.x86_64', 'kernel-core-4.18.0-600.el8.x86_64'),
    'no',
    /highest/,
  ],
  ['4.18.0-305.rt7.72.el8.x86_64', rpms('kernel-rt-core-4.18.0-553.rt7.342.el8_10.x86_64'), 'yes', /rt7\.342/],
  ['3.10.0-1160.el7.x86_64', rpms('kernel-3.10.0-1160.el7.x86_64', 'kernel-3.10.0-957.el7.x86_64'), 'no', /highest/],
  [
    '3.10.0-957.el7.x86_64.debug',
    rpms('kernel-3.10.0-1160.el7.x86_64', 'kernel-debug-3.10.0-957.el7.x86_64'),
    'no',
    /highest/,
  ],
  ['3.10.0-1160.el7.centos.plus.x86_64', rpms('kernel-plus-3.10.0-1160.2.1.el7.centos.plus.x86_64'), 'yes', /plus/],
  ['2.6.18-398.el5PAE', rpms('kernel-PAE-2.6.18-400.el5.i686', 'kernel-2.6.18-500.el5.i686'), 'yes', /400/],
  ['2.6.18-398.el5', rpms('kernel-2.6.18-398.el5.x86_64', 'kernel-xen-2.6.18-400.el5.x86_64'), 'no', /highest/],
  [
    '6.11.4-301.fc41.x86_64',
    rpms('kernel-core-6.11.4-301.fc41.x86_64', 'kernel-core-6.9.7-200.fc40.x86_64'),
    'no',
    /highest/,
  ],
  [
    '6.9.7-200.fc40.x86_64',
    rpms('kernel-core-6.11.4-301.fc41.x86_64', 'kernel-core-6.9.7-200.fc40.x86_64'),
    'yes',
    /6\.11\.4/,
  ],
  ['4.14.336-257.566.amzn2.x86_64', rpms('kernel-4.14.355-275.572.amzn2.x86_64'), 'yes', /4\.14\.355/],
  [
    '6.1.79-99.164.amzn2023.x86_64',
    rpms('kernel-6.1.79-99.164.amzn2023.x86_64', 'kernel6.12-6.12.22-27.96.amzn2023.x86_64'),
    'no',
    /highest/,
  ],
  [
    '6.12.20-23.97.amzn2023.x86_64',
    rpms('kernel-6.1.79-99.164.amzn2023.x86_64', 'kernel6.12-6.12.22-27.96.amzn2023.x86_64'),
    'yes',
    /6\.12\.22/,
  ],
  [
    '6.5.1-1.el9.elrepo.x86_64',
    rpms('kernel-core-5.14.0-503.el9.x86_64', 'kernel-ml-core-6.6.1-1.el9.elrepo.x86_64'),
    'yes',
    /6\.6\.1/,
  ],
  ['3.10.0-1160.90.1.vz7.200.7', rpms('vzkernel-3.10.0-1160.90.1.vz7.200.7.x86_64'), 'no', /highest/],
  ['6.4.0-150600.23.25-default', LEAP, 'no', /highest/],
  ['6.4.0-150600.23.22-default', LEAP, 'yes', /6\.4\.0-150600\.23\.25-default is installed/],
  ['6.4.0-150600.8.5-azure', LEAP, 'yes', /6\.4\.0-150600\.8\.8-azure is installed/],
  ['6.4.0-150600.10.11-rt', LEAP, 'unknown', /flavour/],
  ['6.4.0-150600.23.30-default', LEAP, 'unknown', /no package/],
  [
    '5.14.21-150400.24.100-default',
    rpms('kernel-default-base-5.14.21-150400.24.100.2.150400.24.46.6.x86_64'),
    'no',
    /highest/,
  ],
  ['5.3.18-lp152.95-default', rpms('kernel-default-5.3.18-lp152.106.1.x86_64'), 'yes', /lp152\.106/],
  [
    '3.0.101-108.129-default',
    rpms('kernel-default-3.0.101-108.129.1.x86_64', 'kernel-default-base-3.0.101-108.129.1.x86_64'),
    'no',
    /highest/,
  ],
  ['3.12.28-4-default', rpms('kernel-default-3.12.28-4.6.x86_64'), 'no', /highest/],
  ['6.11.0-1-default', rpms('kernel-default-6.11.2-1.1.x86_64'), 'yes', /6\.11\.2-1-default/],
  ['6.8.12-4-pve', EL9, 'unknown', /flavour/],
  [
    '6.6.28-desktop-1.mga9',
    rpms('kernel-desktop-6.6.28-1.mga9.x86_64', 'kernel-6.6.28-1.mga9.x86_64'),
    'unknown',
    /says nothing/,
  ],
]
test.each(rpmDecisions)('rpm: %s', (kernel, packages, state, reason) => {
  for (const list of [packages, packages.toReversed()]) {
    const decision = decideReboot({ reported: 'unknown', kernel, packageType: 'rpm', packages: list })
    expect(decision.reason).toMatch(reason)
    expect(decision.state).toBe(state)
  }
})

/** `name version-release` to packages; Gentoo's may have no release. */
function packagesOf(...texts: string[]): KernelPackage[] {
  return texts.map((text) => {
    const [, name = '', version = '', release = ''] = /^(\S+) ([^-]+)(?:-(.+))?$/.exec(text) ?? []
    return { name, epoch: '', version, release, arch: 'x86_64' }
  })
}

const ARCH = packagesOf(
  ...['linux 6.9.7.arch1-1', 'linux-headers 6.9.8.arch1-1', 'linux-firmware 20240610.9c10a208-1'],
  ...['linux-lts 6.6.36-1', 'linux-lts-headers 6.6.37-1', 'linux-zen 6.9.7.zen1-1', 'linux-hardened 6.9.7.hardened1-2'],
  ...['linux-rt 6.5.2.8.realtime1-1', 'linux-rt-lts 5.15.96.61.realtime1-1', 'linux-docs 6.9.8.arch1-1'],
)
const MANJARO = packagesOf('linux66 6.6.36-1', 'linux610 6.10.0rc6-1', 'linux66-headers 6.6.37-1')
const ALPINE = packagesOf('linux-lts 6.6.51-r0', 'linux-virt 6.6.52-r10', 'linux-pam 1.6.0-r0', 'linux-headers 6.6-r0')
const GENTOO = packagesOf('gentoo-sources 6.6.35-r1', 'gentoo-sources 6.1.95', 'linux-headers 6.9')
const GENTOO_DIST = packagesOf(
  ...['gentoo-kernel 6.6.35', 'gentoo-kernel 6.6.30', 'gentoo-kernel-bin 6.18.30_p1', 'gentoo-sources 6.19.0'],
)
const VANILLA = packagesOf('vanilla-kernel 6.6.35', 'vanilla-sources 6.9.3')

// family, `uname -r`, installed → state and reason
const others: [NonNullable<RebootFacts['packageType']>, string, KernelPackage[], string, RegExp][] = [
  ['arch', '6.9.7-arch1-1', ARCH, 'no', /highest/],
  ['arch', '6.9.6-arch1-1', ARCH, 'yes', /6\.9\.7-arch1-1 is installed/],
  ['arch', '6.9.7-arch1-2', ARCH, 'unknown', /no package/],
  ['arch', '6.6.36-1-lts', ARCH, 'no', /highest/],
  ['arch', '6.6.9-1-lts', ARCH, 'yes', /6\.6\.36-1-lts is installed/],
  ['arch', '6.9.7-zen1-1-zen', ARCH, 'no', /highest/],
  ['arch', '6.9.5-zen1-1-zen', ARCH, 'yes', /6\.9\.7-zen1-1-zen is installed/],
  ['arch', '6.9.7-hardened1-1-hardened', ARCH, 'yes', /6\.9\.7-hardened1-2-hardened is installed/],
  ['arch', '6.5.2.8.realtime1-1-rt', ARCH, 'no', /highest/],
  ['arch', '6.3.0.11.realtime1-1-rt', ARCH, 'yes', /6\.5\.2\.8\.realtime1-1-rt is installed/],
  ['arch', '5.15.96.61.realtime1-1-rt-lts', ARCH, 'no', /highest/],
  ['arch', '6.9.7-1-cachyos', ARCH, 'unknown', /flavour/],
  ['arch', '6.9.7-microsoft-standard-WSL2', ARCH, 'unknown', /says nothing/],
  ['arch', '6.9.7-arch1-1', packagesOf('linux-firmware 1-1'), 'unknown', /no kernel package/],
  ['arch', '6.0.2-artix1-1.1', packagesOf('linux 6.0.2.artix1-1.1'), 'no', /highest/],
  ['arch', '6.6.36-1-MANJARO', MANJARO, 'no', /highest/],
  ['arch', '6.6.30-2-MANJARO', MANJARO, 'yes', /6\.6\.36-1-MANJARO is installed/],
  ['apk', '6.6.51-0-lts', ALPINE, 'no', /highest/],
  ['apk', '6.6.49-0-lts', ALPINE, 'yes', /6\.6\.51-0-lts is installed/],
  ['apk', '6.6.52-9-virt', ALPINE, 'yes', /6\.6\.52-10-virt is installed/],
  ['apk', '6.6.52-10-virt', ALPINE, 'no', /highest/],
  ['apk', '6.6.51-0-edge', ALPINE, 'unknown', /flavour/],
  ['apk', '6.1.0-28-amd64', packagesOf('musl 1.2.5-r0'), 'unknown', /no kernel package/],
  ['apk', '6.6.51-linuxkit', ALPINE, 'unknown', /says nothing/],
  ['gentoo', '6.6.35-gentoo-r1', GENTOO, 'no', /highest/],
  ['gentoo', '6.6.35-gentoo-r1-x86_64', GENTOO, 'no', /highest/],
  ['gentoo', '6.6.35-gentoo', GENTOO, 'unknown', /the sources of 6\.6\.35-gentoo-r1 are installed/],
  ['gentoo', '6.1.95-gentoo', GENTOO, 'unknown', /the sources of 6\.6\.35-gentoo-r1 are installed/],
  ['gentoo', '6.7.1-gentoo', GENTOO, 'unknown', /no package/],
  ['gentoo', '6.6.35-gentoo-dist', GENTOO_DIST, 'yes', /6\.18\.30-p1-gentoo-dist is installed/],
  ['gentoo', '6.18.30-p1-gentoo-dist', GENTOO_DIST, 'no', /highest/],
  ['gentoo', '6.18.30-p1-gentoo-dist-bin', GENTOO_DIST, 'no', /highest/],
  ['gentoo', '6.18.30-p1-gentoo-dist-hardened', GENTOO_DIST, 'no', /highest/],
  ['gentoo', '6.6.35-dist', VANILLA, 'no', /highest/],
  ['gentoo', '6.6.35', VANILLA, 'unknown', /the sources of 6\.9\.3 are installed/],
  ['gentoo', '6.6.35-gentoo-r1', VANILLA, 'unknown', /flavour/],
  ['gentoo', '6.6.35-gentoo-r1', packagesOf('linux-headers 6.9'), 'unknown', /no kernel package/],
]
test.each(others)('%s: %s', (packageType, kernel, packages, state, reason) => {
  for (const list of [packages, packages.toReversed()]) {
    const decision = decideReboot({ reported: 'unknown', kernel, packageType, packages: list })
    expect(decision.reason).toMatch(reason)
    expect(decision.state).toBe(state)
  }
})

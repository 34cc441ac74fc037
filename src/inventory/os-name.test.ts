import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { toOsName } from './os-name.ts'

// os as reported → variant, release, codename of the variant, cpe
const table: [string, string, string, string?, string?][] = [
  ['Debian 12.8', 'Debian 12.8', 'Debian 12'],
  ['Debian 13', 'Debian 13', 'Debian 13'],
  ['Debian trixie/sid', 'Debian trixie/sid', 'Debian trixie/sid'],
  ['Debian GNU/Linux 12 (bookworm)', 'Debian 12', 'Debian 12', 'bookworm'],
  ['Raspbian GNU/Linux 11 (bullseye)', 'Raspbian 11', 'Raspbian 11', 'bullseye'],
  ['Ubuntu 24.04.1 LTS', 'Ubuntu 24.04.1 LTS', 'Ubuntu 24.04 LTS'],
  ['Ubuntu 24.04', 'Ubuntu 24.04', 'Ubuntu 24.04 LTS'],
  ['Ubuntu precise (12.04.5 LTS)', 'Ubuntu 12.04.5 LTS', 'Ubuntu 12.04 LTS', 'precise'],
  ['Ubuntu 25.04', 'Ubuntu 25.04', 'Ubuntu 25.04'],
  ['Ubuntu 24.10 (oracular)', 'Ubuntu 24.10', 'Ubuntu 24.10', 'oracular'],
  [
    'Rocky Linux 9.5 (Blue Onyx) [cpe:/o:rocky:rocky:9::baseos]',
    'Rocky Linux 9.5',
    'Rocky Linux 9',
    'Blue Onyx',
    'cpe:/o:rocky:rocky:9::baseos',
  ],
  [
    'AlmaLinux 9.4 (Shamrock Pampas Cat) [cpe:/o:almalinux:almalinux:9::baseos]',
    'Alma Linux 9.4',
    'Alma Linux 9',
    'Shamrock Pampas Cat',
    'cpe:/o:almalinux:almalinux:9::baseos',
  ],
  ['AlmaLinux release 8.3 Beta (Purple Manul)', 'Alma Linux 8.3 Beta', 'Alma Linux 8', 'Purple Manul'],
  ['CentOS Linux release 7.9.2009 (Core)', 'CentOS Linux 7.9.2009', 'CentOS 7', 'Core'],
  ['CentOS release 6.7 (Final)', 'CentOS 6.7', 'CentOS 6', 'Final'],
  ['CentOS Stream release 9', 'CentOS Stream 9', 'CentOS Stream 9'],
  [
    'Red Hat Enterprise Linux Server release 7.9 (Maipo) [cpe:/o:redhat:enterprise_linux:7.9:GA:server]',
    'Red Hat Enterprise Linux 7.9',
    'Red Hat Enterprise Linux 7',
    'Maipo',
    'cpe:/o:redhat:enterprise_linux:7.9:GA:server',
  ],
  ['Red Hat Enterprise Linux release 9.6 (Plow)', 'Red Hat Enterprise Linux 9.6', 'Red Hat Enterprise Linux 9', 'Plow'],
  ['Oracle Linux Server 9.1', 'Oracle Linux 9.1', 'Oracle Linux 9'],
  ['Oracle Linux Server release 8.7', 'Oracle Linux 8.7', 'Oracle Linux 8'],
  ['Fedora Linux 42 (Server Edition)', 'Fedora Linux 42', 'Fedora 42', 'Server Edition'],
  ['Fedora release 25 (Rawhide)', 'Fedora 25', 'Fedora 25', 'Rawhide'],
  ['openSUSE Leap 15.6', 'openSUSE Leap 15.6', 'openSUSE Leap 15.6'],
  ['openSUSE 13.2 (Harlequin) (x86_64)', 'openSUSE 13.2', 'openSUSE 13.2', 'Harlequin'],
  ['openSUSE Tumbleweed 20240823', 'openSUSE Tumbleweed 20240823', 'openSUSE Tumbleweed'],
  ['SUSE Linux Enterprise Server 15 SP6', 'SUSE Linux Enterprise Server 15 SP6', 'SUSE Linux Enterprise Server 15 SP6'],
  ['SUSE Linux Enterprise Server 15', 'SUSE Linux Enterprise Server 15', 'SUSE Linux Enterprise Server 15'],
  ['Amazon Linux 2', 'Amazon Linux 2', 'Amazon Linux 2'],
  ['Amazon Linux release 2 (Karoo)', 'Amazon Linux 2', 'Amazon Linux 2', 'Karoo'],
  ['Amazon Linux 2023.8.20250915', 'Amazon Linux 2023.8.20250915', 'Amazon Linux 2023'],
  ['Arch Linux', 'Arch Linux', 'Arch Linux'],
  ['Gentoo/Linux', 'Gentoo Linux', 'Gentoo Linux'],
  ['Gentoo Base System release 2.14', 'Gentoo Linux', 'Gentoo Linux'],
  ['Alpine Linux v3.20', 'Alpine Linux v3.20', 'Alpine 3.20'],
  ['Alpine 3.20.7', 'Alpine 3.20.7', 'Alpine 3.20'],
  ['Kylin Linux Advanced Server release V10 (Sword)', 'Kylin Linux Advanced Server V10', '', 'Sword'],
  ['Amazon Linux AMI 2018.03', 'Amazon Linux AMI 2018.03', 'Amazon Linux 1'],
  ['Amazon Linux AMI release 2016.03', 'Amazon Linux AMI 2016.03', 'Amazon Linux 1'],
  [
    'Amazon Linux release 2.0 (2017.12) LTS Release Candidate',
    'Amazon Linux 2.0 LTS Release Candidate',
    'Amazon Linux 2',
    '2017.12',
  ],
  [
    'Red Hat Enterprise Linux AS release 4 (Nahant Update 8)',
    'Red Hat Enterprise Linux 4',
    'Red Hat Enterprise Linux 4',
    'Nahant Update 8',
  ],
  [
    'Red Hat Enterprise Linux Workstation release 6.10 (Santiago)',
    'Red Hat Enterprise Linux 6.10',
    'Red Hat Enterprise Linux 6',
    'Santiago',
  ],
  ['Red Hat Enterprise Linux Atomic Host 7.9', 'Red Hat Enterprise Linux Atomic Host 7.9', ''],
  ['Enterprise Linux Enterprise Linux Server release 5.5 (Carthage)', 'Oracle Linux 5.5', 'Oracle Linux 5', 'Carthage'],
  ['Scientific Linux CERN SLC release 6.9 (Carbon)', 'Scientific Linux 6.9', 'Scientific Linux 6', 'Carbon'],
  ['CloudLinux release 8.9 (Anatoly Levchenko)', 'CloudLinux 8.9', 'CloudLinux 8', 'Anatoly Levchenko'],
  ['Virtuozzo Linux release 7.3', 'Virtuozzo Linux 7.3', 'Virtuozzo Linux 7'],
  [
    'Virtuozzo release 7.0.3 [cpe:/o:virtuozzoproject:vz:7]',
    'Virtuozzo 7.0.3',
    'Virtuozzo 7',
    '',
    'cpe:/o:virtuozzoproject:vz:7',
  ],
  ['Fedora Linux 39.20231101.3.0 (CoreOS)', 'Fedora Linux 39.20231101.3.0', 'Fedora 39', 'CoreOS'],
  ['SLES 15.7', 'SUSE Linux Enterprise Server 15 SP7', 'SUSE Linux Enterprise Server 15 SP7'],
  ['SLES 15-SP7', 'SUSE Linux Enterprise Server 15 SP7', 'SUSE Linux Enterprise Server 15 SP7'],
  ['SLES 12', 'SUSE Linux Enterprise Server 12', 'SUSE Linux Enterprise Server 12'],
  ['SLES 16.0', 'SUSE Linux Enterprise Server 16.0', 'SUSE Linux Enterprise Server 16.0'],
  ['SLES_SAP 12.1.0.1', 'SUSE Linux Enterprise Server for SAP Applications 12 SP1', ''],
  ['SLES_SAP 12.0.1', 'SUSE Linux Enterprise Server for SAP Applications 12', ''],
  ['SLED 12.3', 'SUSE Linux Enterprise Desktop 12 SP3', ''],
  ['SLE Micro 5.1', 'SUSE Linux Enterprise Micro 5.1', ''],
  ['SL-Micro 6.0', 'SUSE Linux Micro 6.0', ''],
  ['SUSE Linux Enterprise Server 12-SP5', 'SUSE Linux Enterprise Server 12-SP5', 'SUSE Linux Enterprise Server 12 SP5'],
  ['SUSE Linux Enterprise Server 11 (x86_64)', 'SUSE Linux Enterprise Server 11', ''],
  ['openSUSE 42.1 (x86_64)', 'openSUSE Leap 42.1', ''],
  ['openSUSE 11.0 (X86-64)', 'openSUSE 11.0', ''],
  ['openSUSE Tumbleweed-Slowroll', 'openSUSE Tumbleweed-Slowroll', ''],
  ['openSUSE Leap Micro 5.5', 'openSUSE Leap Micro 5.5', ''],
  ['openEuler release 20.03 (LTS)', 'openEuler 20.03 LTS', ''],
  ['openEuler 24.03 (LTS-SP2)', 'openEuler 24.03 LTS-SP2', ''],
  ['Arch Linux release', 'Arch Linux', ''],
  ['Something [odd', 'Something [odd', ''],
  ['Hidden [not a cpe]', 'Hidden [not a cpe]', ''],
  ['', 'unknown', ''],
  ['(only)', 'unknown', '', 'only'],
  ['[cpe:/o:x]', 'unknown', '', '', 'cpe:/o:x'],
]

test.each(table)('%s', (os, variant, release, codename = '', cpe = '') => {
  expect(toOsName(os)).toMatchObject({ variant, release: release || variant, codename, cpe })
})

test('only a codename of the whole release is that of the release', () => {
  expect(toOsName('Debian GNU/Linux 12 (bookworm)').releaseHasCodename).toBe(true)
  expect(toOsName('AlmaLinux 9.4 (Shamrock Pampas Cat)').releaseHasCodename).toBe(false)
  expect(toOsName('Fedora Linux 42 (Server Edition)').releaseHasCodename).toBe(false)
})

// os as reported → the CPE name of its release
test.each([
  [
    'Red Hat Enterprise Linux Server 7.9 (Maipo) [cpe:/o:redhat:enterprise_linux:7.9:GA:server]',
    'cpe:/o:redhat:enterprise_linux:7',
  ],
  [
    'Red Hat Enterprise Linux 9.6 (Plow) [cpe:/o:redhat:enterprise_linux:9::baseos]',
    'cpe:/o:redhat:enterprise_linux:9::baseos',
  ],
  ['Rocky Linux 8.9 (Green Obsidian) [cpe:/o:rocky:rocky:8:GA]', 'cpe:/o:rocky:rocky:8:GA'],
  ['AlmaLinux 8.3 Beta (Purple Manul) [cpe:/o:almalinux:almalinux:8.3:beta]', 'cpe:/o:almalinux:almalinux:8'],
  ['Oracle Linux Server 9.1 [cpe:/o:oracle:linux:9:1:server]', 'cpe:/o:oracle:linux:9'],
  ['SUSE Linux Enterprise Server 15 SP7 [cpe:/o:suse:sles:15:sp7]', 'cpe:/o:suse:sles:15:sp7'],
  ['SUSE Linux Enterprise Server 12-SP4 [cpe:/o:suse:sles:12:sp4]', 'cpe:/o:suse:sles:12:sp4'],
  ['SUSE Linux Enterprise Server 11 SP4 [cpe:/o:suse:sles:11:4]', 'cpe:/o:suse:sles:11:4'],
  ['Fedora Linux 42 (Server Edition) [cpe:/o:fedoraproject:fedora:42]', 'cpe:/o:fedoraproject:fedora:42'],
  ['Amazon Linux 2 [cpe:2.3:o:amazon:amazon_linux:2]', 'cpe:2.3:o:amazon:amazon_linux:2'],
  ['Amazon Linux 2023.8.20250915 [cpe:2.3:o:amazon:amazon_linux:2023]', 'cpe:2.3:o:amazon:amazon_linux:2023'],
  ['Amazon Linux AMI 2018.03 [cpe:/o:amazon:linux:2018.03:ga]', 'cpe:/o:amazon:linux'],
  ['openSUSE Tumbleweed 20160917 [cpe:/o:opensuse:tumbleweed:20160917]', 'cpe:/o:opensuse:tumbleweed'],
  ['openSUSE Leap 15.6 [cpe:/o:opensuse:leap:15.6]', 'cpe:/o:opensuse:leap:15.6'],
  ['Debian 12.8 [cpe:2.3:o:debian:debian_linux:12.8:*:*:*:*:*:*:*]', 'cpe:2.3:o:debian:debian_linux:12'],
  ['Debian 12.8', ''],
  ['Odd 1 [cpe:nothing]', 'cpe:nothing'],
])('%s has the release CPE name %j', (os, cpe) => {
  expect(toOsName(os).releaseCpe).toBe(cpe)
})

test('a hostile name costs no time', () => {
  const start = performance.now()
  for (const piece of ['(', '[cpe:', ' ', ')(', '[', 'SUSE Linux Enterprise ']) toOsName(piece.repeat(255))
  expect(performance.now() - start).toBeLessThan(200)
})

const folder = join(import.meta.dirname, '../../../shared/data/hosts/os-release')
const missing = !existsSync(folder)

describe.skipIf(missing)(`os-release of real systems${missing ? ' (skipped: no shared data)' : ''}`, () => {
  const files = missing ? [] : listOsReleases(folder)

  test('there are many', () => expect(files.length).toBeGreaterThan(150))

  test.each(files)('%s', (_, text) => {
    const facts = parseOsRelease(text)
    const pretty = facts.get('PRETTY_NAME') ?? facts.get('NAME') ?? ''
    const name = toOsName(facts.has('CPE_NAME') ? `${pretty} [${facts.get('CPE_NAME')}]` : pretty)
    expect(name.cpe).toBe(pretty.includes('[') ? name.cpe : (facts.get('CPE_NAME') ?? ''))
    expect(name.release).not.toMatch(/[()[\]]|^\s|\s$|\s\s|^$/)
    const major = MAJOR_OF[facts.get('ID') ?? '']
    if (major && facts.has('VERSION_ID') && !/Atomic Host|development branch/.test(pretty))
      expect(name.release).toBe(major(facts.get('VERSION_ID') ?? '', pretty))
  })
})

const majorOf = (name: string) => (version: string) => `${name} ${version.split('.')[0]}`
const MAJOR_OF: Record<string, (version: string, pretty: string) => string> = {
  rocky: majorOf('Rocky Linux'),
  almalinux: majorOf('Alma Linux'),
  rhel: majorOf('Red Hat Enterprise Linux'),
  ol: majorOf('Oracle Linux'),
  fedora: majorOf('Fedora'),
  alpine: (version, pretty) => (pretty.endsWith('edge') ? 'Alpine edge' : `Alpine ${/^\d+\.\d+/.exec(version)}`),
  ubuntu: (version) => `Ubuntu ${version}${/[02468]\.04$/.test(version) ? ' LTS' : ''}`,
  'opensuse-leap': (version) => `openSUSE Leap ${version}`,
  amzn: (version) => `Amazon Linux ${/^201\d\./.test(version) ? '1' : version}`,
  sles: (version, pretty) => (/^\S+ SAP/.test(pretty) ? pretty : toServer(version)),
  eurolinux: majorOf('EuroLinux'),
  scientific: majorOf('Scientific Linux'),
  tencentos: majorOf('TencentOS Server'),
  virtuozzo: (version, pretty) => `${pretty.split(' ')[0]} ${version.split('.')[0]}`,
}

function toServer(version: string): string {
  const [major, pack] = version.split('.')
  return `SUSE Linux Enterprise Server ${major}${pack ? ` SP${pack}` : ''}`
}

function listOsReleases(root: string): [string, string][] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(root, name)).isFile())
    .flatMap((name): [string, string][] => {
      const text = readFileSync(join(root, name), 'utf8')
      if (!name.endsWith('.json')) return [[name, text]]
      const { input } = JSON.parse(text) as { input: Record<string, string> }
      const inside = input['/etc/os-release'] ?? input['/usr/lib/os-release']
      return inside === undefined ? [] : [[name, inside]]
    })
}

function parseOsRelease(text: string): Map<string, string> {
  const lines = text.matchAll(/^([A-Z_]+)=(["']?)(.*?)\2\s*$/gm)
  return new Map([...lines].map(([, name = '', , value = '']) => [name, value]))
}

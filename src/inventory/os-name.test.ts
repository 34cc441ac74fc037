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
  ['Kylin Linux Advanced Server release V10 (Sword)', 'Kylin Linux Advanced Server release V10', '', 'Sword'],
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

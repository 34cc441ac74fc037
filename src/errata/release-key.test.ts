import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { toOsName } from '../inventory/os-name.ts'
import { toReleaseKey } from '../model/release-key.ts'

// os as reported → distribution and release, as its errata call it
const SYSTEMS: [os: string, key: string | undefined][] = [
  ['Debian GNU/Linux 12 (bookworm)', 'debian bookworm'],
  ['Debian 12.8', 'debian bookworm'],
  ['Debian 13', 'debian trixie'],
  ['Debian 11', 'debian bullseye'],
  ['Debian 99 (zurg)', 'debian zurg'],
  ['Debian 99', undefined],
  ['Debian forky/sid', 'debian forky'],
  ['Raspbian GNU/Linux 11 (bullseye)', 'debian bullseye'],
  ['Ubuntu 24.04.1 LTS', 'ubuntu noble'],
  ['Ubuntu 22.04 LTS', 'ubuntu jammy'],
  ['Ubuntu 25.10', 'ubuntu questing'],
  ['Ubuntu precise (12.04.5 LTS)', 'ubuntu precise'],
  ['Ubuntu 28.04 (Zany Zebra)', 'ubuntu zany'],
  ['Alpine Linux v3.20', 'alpine v3.20'],
  ['Alpine 3.20.7', 'alpine v3.20'],
  ['Alpine Linux edge', 'alpine edge'],
  ['Arch Linux', 'arch '],
  ['EndeavourOS', 'arch '],
  // they rebuild what they install
  ['Manjaro Linux', undefined],
  ['Linux Mint 22', undefined],
  ['Kali GNU/Linux Rolling', undefined],
  ['Gentoo/Linux', 'gentoo '],
  ['AlmaLinux 9.4 (Shamrock Pampas Cat) [cpe:/o:almalinux:almalinux:9::baseos]', 'alma 9'],
  ['Rocky Linux 9.5 (Blue Onyx) [cpe:/o:rocky:rocky:9::baseos]', 'rocky 9'],
  ['CentOS Linux release 7.9.2009 (Core)', 'centos 7'],
  // it follows Red Hat's next release: what CentOS's errata name is not in it
  ['CentOS Stream release 9', undefined],
  ['Red Hat Enterprise Linux release 9.6 (Plow)', 'redhat 9'],
  ['Red Hat Enterprise Linux Server 7.9 (Maipo)', 'redhat 7'],
  ['Fedora Linux 42 (Server Edition)', undefined],
  ['openSUSE Leap 15.6', 'suse leap-15.6'],
  ['openSUSE Tumbleweed 20250101', 'suse tumbleweed'],
  ['SLES 15.5', 'suse sle-15.5'],
  ['SUSE Linux Enterprise Server 12 SP5', 'suse sle-12.5'],
  ['SUSE Linux Enterprise Micro 5.5', 'suse micro-5.5'],
  ['openSUSE 13.2 (Harlequin) (x86_64)', undefined],
  ['', undefined],
]

test.each(SYSTEMS)('%s', (os, expected) => {
  const { release: name, codename, releaseHasCodename } = toOsName(os)
  const key = toReleaseKey({ name, codename: releaseHasCodename ? codename : '' })
  expect(key && `${key.distribution} ${key.release}`).toBe(expected)
})

const folder = join(import.meta.dirname, '../../../shared/data/hosts/os-release')
const missing = !existsSync(folder)

describe.skipIf(missing)(`os-release of real systems${missing ? ' (skipped: no shared data)' : ''}`, () => {
  const files = missing ? [] : readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const systems = files.flatMap((name) => {
    if (name.endsWith('.json') || !statSync(join(folder, name)).isFile()) return []
    const text = readFileSync(join(folder, name), 'utf8')
    const field = (key: string) => new RegExp(`^${key}=["']?(.*?)["']?$`, 'm').exec(text)?.[1] ?? ''
    const isKnown =
      /^(debian|ubuntu)$/.test(field('ID')) &&
      !/^$|development branch/.test(field('VERSION_CODENAME') && field('PRETTY_NAME'))
    return isKnown ? [[name, field('ID'), field('VERSION_CODENAME'), field('PRETTY_NAME')] as const] : []
  })

  test('there are some', () => expect(systems.length).toBeGreaterThan(10))

  test.each(systems)('%s: its codename', (_, distribution, codename, pretty) => {
    const { release: name } = toOsName(pretty)
    expect(toReleaseKey({ name, codename: '' })).toEqual({ distribution, release: codename })
  })
})

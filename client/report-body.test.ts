import { describe, expect, test } from 'vitest'
import { fieldsOf, sendBothWays } from './testing/both-protocols.ts'
import { formOf, jsonOf } from './testing/capture-server.ts'
import { hostAndServer } from './testing/setup.ts'

const it = hostAndServer()
const sendBoth = (...args: string[]) => sendBothWays(it, ...args)

test('both protocols say the same of the host', async () => {
  it.host.settings('tags=" web, prod,,"')
  it.host.command('uname', 'case $1 in -r) echo 6.1.0+custom-28 ;; -m) echo aarch64 ;; esac')
  const { form, json } = await sendBoth()
  expect(form).toMatchObject({
    host: 'web01.example.com',
    tags: 'web,prod',
    kernel: '6.1.0%2bcustom-28',
    arch: 'aarch64',
    protocol: '1',
    os: 'Debian 12.8 (bookworm)',
    report: 'false',
    reboot: 'ServerCheck',
    sec_updates: '',
    bug_updates: '',
    modules: '',
    machine_id: '0123456789abcdef0123456789abcdef',
    boot_time: '1700000000',
  })
  expect(json).toMatchObject({
    protocol: 2,
    hostname: 'web01.example.com',
    tags: ['web', 'prod'],
    kernel: '6.1.0+custom-28',
    arch: 'aarch64',
    os: 'Debian 12.8 (bookworm)',
    machine_id: '0123456789abcdef0123456789abcdef',
    boot_time: 1700000000,
  })
  expect(json).not.toHaveProperty('reboot_required')
  expect(json.client_version).toBe(form.client_version)
})

test('packages keep their epochs, tildes, plus signs and last hyphens', async () => {
  it.host.packages([
    { name: 'libstdc++6', version: '12.2.0-14+deb12u1', source: 'gcc-12', sourceVersion: '12.2.0-14+a' },
    { name: 'vim', version: '2:9.0.1378-2' },
    { name: 'native', version: '1.0~rc1' },
    { name: 'hyphens', version: '1:1.0-2-a-3~bpo12+1', arch: 'all' },
    { name: 'colon', version: '0:1:2-1', arch: 'i386' },
  ])
  const { form, json } = await sendBoth()
  const rows = fieldsOf(form.packages)
  expect(rows).toEqual([
    ['libstdc++6', '', '12.2.0', '14+deb12u1', 'amd64', 'deb', 'source=gcc-12', 'source_version=12.2.0-14+a'],
    ['vim', '2', '9.0.1378', '2', 'amd64', 'deb'],
    ['native', '', '1.0~rc1', '', 'amd64', 'deb'],
    ['hyphens', '1', '1.0-2-a', '3~bpo12+1', 'all', 'deb'],
    ['colon', '0', '1:2', '1', 'i386', 'deb'],
  ])
  const packages = json.packages as Record<string, string>[]
  expect(packages.map((p) => [p.name, p.epoch, p.version, p.release, p.arch, p.type])).toEqual(
    rows.map((row) => row.slice(0, 6)),
  )
  expect(packages[0]).toMatchObject({ source: 'gcc-12', source_version: '12.2.0-14+a' })
  expect(packages[1]).not.toHaveProperty('source')
})

test('what is on the disk is installed, whatever dpkg is to do with it; a hold is told', async () => {
  it.host.packages([
    { name: 'plain', version: '1', status: 'install ok installed' },
    { name: 'frozen', version: '1', status: 'hold ok installed' },
    { name: 'leaving', version: '1', status: 'deinstall ok installed' },
    { name: 'waiting', version: '1', status: 'install ok triggers-pending' },
    { name: 'gone', version: '1', status: 'deinstall ok config-files' },
    { name: 'purged', version: '1', status: 'purge ok not-installed' },
    { name: 'broken', version: '1', status: 'install reinstreq half-installed' },
  ])
  const { form, json } = await sendBoth()
  const names = ['plain', 'frozen', 'leaving', 'waiting']
  expect(fieldsOf(form.packages).map(([name]) => name)).toEqual(names)
  expect(fieldsOf(form.packages)[1]?.[6]).toBe('held=1')
  const packages = json.packages as { name: string; held?: boolean }[]
  expect(packages.map((p) => p.name)).toEqual(names)
  expect(packages.filter((p) => p.held).map((p) => p.name)).toEqual(['frozen'])
})

test('repositories have their pins, also negative ones, and addresses without credentials', async () => {
  it.host.sources([
    {
      description: 'http://deb.debian.org/debian bookworm/main amd64 Packages',
      uri: 'http://deb.debian.org/debian/dists/bookworm/main/binary-amd64/Packages',
      pin: 500,
    },
    { description: 'https://x/ubuntu ./ Packages', uri: 'https://us%20er:p%40ss@x/ubuntu/./Packages', pin: -10 },
    { description: 'https://y/flat  Packages', uri: 'https://token@y:8443/flat/Packages', pin: 1001 },
    {
      description: 'cdrom:[Debian 12 DVD]/ bookworm/main amd64 Packages',
      uri: "cdrom://[Debian 12 'DVD']/dists/bookworm/main/binary-amd64/Packages",
    },
    { description: 'file:/srv/c++ ./ Packages', uri: 'file:/srv/c++/./Packages', pin: 100 },
  ])
  const { form, json } = await sendBoth()
  const rows = fieldsOf(form.repos)
  const repos = json.repos as { type: string; name: string; priority: number; urls: string[] }[]
  expect(repos.map((r) => [r.type, r.name, String(r.priority), ...r.urls])).toEqual(rows)
  expect(rows.map(([, , pin, url]) => `${pin} ${url}`)).toEqual([
    '500 http://deb.debian.org/debian/dists/bookworm/main/binary-amd64',
    '-10 https://x/ubuntu',
    '1001 https://y:8443/flat',
    '500 cdrom://[Debian%2012%20%27DVD%27]/dists/bookworm/main/binary-amd64',
    '100 file:/srv/c++',
  ])
  expect(rows[0]?.[1]).toBe('Debian 12 x86_64 repo at http://deb.debian.org/debian/dists/bookworm/main/binary-amd64')
  const sent = Buffer.concat(it.server.requests.map((r) => r.body)).toString()
  expect(sent).not.toMatch(/us%20er|p%40ss|token/)
})

test('an index is reported once, and one that policy does not list has the default priority', async () => {
  const main = { description: 'http://x/d s/main amd64 Packages', uri: 'http://x/d/dists/s/main/binary-amd64/Packages' }
  it.host.sources([main, main])
  const { json } = await sendBoth()
  expect(json.repos).toMatchObject([{ priority: 500, urls: ['http://x/d/dists/s/main/binary-amd64'] }])
})

test('-n asks apt nothing and sends no repositories', async () => {
  it.host.command('apt-get', 'echo "locked" >&2; exit 100')
  it.host.command('apt-cache', 'echo "locked" >&2; exit 100')
  const { form, json } = await sendBoth('-n')
  expect(form.repos).toBe('')
  expect(json).not.toHaveProperty('repos')
  expect(json.packages).toHaveLength(1)
})

test('odd text arrives as it is: quotes, backslashes, control characters, UTF-8; broken bytes as U+FFFD', async () => {
  const name = 'ünï "quoted" \\back\\ \u0007bell €😀 ;type=x @<'
  const { form, json } = await sendBoth('-H', name, '-t', '@file,<file,"q"')
  expect(form.host).toBe(name)
  expect(json.hostname).toBe(name)
  expect(form.tags).toBe('@file,<file,"q"')
  expect(json.tags).toEqual(['@file', '<file', '"q"'])
})

describe('bytes that are not UTF-8', () => {
  const cases: [string, number[], string][] = [
    ['Latin-1', [0x4d, 0xfc, 0x6c], 'M\ufffdl'],
    ['overlong', [0xc0, 0xaf, 0xe0, 0x80, 0xaf], '\ufffd'.repeat(5)],
    ['surrogate', [0xed, 0xa0, 0x80], '\ufffd'.repeat(3)],
    ['beyond Unicode', [0xf4, 0x90, 0x80, 0x80], '\ufffd'.repeat(4)],
    ['cut off', [0x61, 0xe2, 0x82], 'a\ufffd\ufffd'],
    ['highest', [0xf4, 0x8f, 0xbf, 0xbf], '\u{10ffff}'],
  ]
  test.each(cases)('%s', async (_, bytes, expected) => {
    it.host.prints(
      'dpkg-query',
      Buffer.concat([Buffer.from('install ok installed\tp\t1-1\t'), Buffer.from(bytes), Buffer.from('\tp\t1-1\n')]),
    )
    const { form, json } = await sendBoth()
    expect(fieldsOf(form.packages)[0]?.[4]).toBe(expected)
    expect(json.packages).toMatchObject([{ arch: expected }])
  })
})

describe('the operating system', () => {
  const cases: [string, string, string][] = [
    ['ID=debian\nVERSION_ID="12"\nVERSION_CODENAME=bookworm', '12.8', 'Debian 12.8 (bookworm)'],
    ['ID=debian\nVERSION_ID="8"\nVERSION="8 (jessie)"', '8.11', 'Debian 8.11 (jessie)'],
    ['ID=debian\nVERSION_CODENAME=trixie', 'trixie/sid', 'Debian trixie/sid'],
    [
      'PRETTY_NAME="Ubuntu 24.04.1 LTS"\nNAME="Ubuntu"\nVERSION="24.04.1 LTS (Noble Numbat)"\nVERSION_CODENAME=noble\nID=ubuntu',
      'trixie/sid',
      'Ubuntu 24.04.1 LTS (noble)',
    ],
    [
      'NAME="Rocky Linux"\nID="rocky"\nVERSION="9.5 (Blue Onyx)"\nPRETTY_NAME="Rocky Linux 9.5 (Blue Onyx)"\nCPE_NAME="cpe:/o:rocky:rocky:9::baseos"',
      '',
      'Rocky Linux 9.5 (Blue Onyx) [cpe:/o:rocky:rocky:9::baseos]',
    ],
    ["ID='x'\nPRETTY_NAME='It $HOME `id`'", '', 'It $HOME `id`'],
    ['ID=x\nPRETTY_NAME="A \\"B\\" \\$(id) \\\\ C"', '', 'A "B" $(id) \\ C'],
    ['ID=x\nNAME=Odd\nVERSION_ID=7', '', 'Odd 7'],
  ]
  test.each(cases)('%j', async (release, debianVersion, expected) => {
    it.host.file('/etc/os-release', release)
    it.host.file('/etc/debian_version', debianVersion)
    const { form, json } = await sendBoth('-n')
    expect([form.os, json.os]).toEqual([expected, expected])
  })
})

describe('reboot', () => {
  test('the file that package scripts leave says yes', async () => {
    it.host.file('/run/reboot-required', '')
    const { form, json } = await sendBoth('-n')
    expect([form.reboot, json.reboot_required]).toEqual(['True', true])
  })

  test.each([
    [3, 'True'],
    [1, 'ServerCheck'],
  ])('needrestart says KSTA %i', async (state, expected) => {
    it.host.command('needrestart', `echo 'NEEDRESTART-VER: 3.6'; echo 'NEEDRESTART-KSTA: ${state}'`)
    const { form } = await sendBoth('-n')
    expect(form.reboot).toBe(expected)
  })
})

test('-u reports what apt would upgrade, with the security origin told apart', async () => {
  it.host.command(
    'apt-get',
    `case "$*" in
      *indextargets*) ;;
      *) cat <<'TEXT'
NOTE: This is only a simulation!
Inst libssl3 [3.0.11-1] (3.0.15-1~deb12u1 Debian-Security:12/stable-security [amd64]) []
Inst libc6:i386 [2.36-9] (2.36-9+deb12u9 Debian:12.8/stable, Debian:12/stable-updates [i386])
Inst fresh (1.0 Debian:12/stable [all])
Conf libssl3 (3.0.15-1~deb12u1 Debian-Security:12/stable-security [amd64])
TEXT
      ;;
    esac`,
  )
  const first = await it.host.run('-s', it.server.url, '-u')
  const second = await it.host.run('-s', it.server.url, '-u', '-p', '2')
  expect([first.code, second.code]).toEqual([0, 0])
  const form = await formOf(it.server.requests[0]!)
  expect(form.sec_updates?.trim()).toBe('libssl3.amd64 3.0.15-1~deb12u1 Debian-Security:12/stable-security')
  expect(form.bug_updates?.trim()).toBe('libc6.i386 2.36-9+deb12u9 Debian:12.8/stable')
  expect(jsonOf(it.server.requests[1]!)).toMatchObject({
    sec_updates: [{ name: 'libssl3', arch: 'amd64', version: '3.0.15-1~deb12u1' }],
    bug_updates: [{ name: 'libc6', arch: 'i386', version: '2.36-9+deb12u9' }],
  })
})

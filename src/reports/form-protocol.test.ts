import { describe, expect, test } from 'vitest'
import { parseFormReport } from './form-protocol.ts'
import { MAX_REJECTS } from './limits.ts'

const head = { host: 'Web01.Example.COM', arch: 'x86_64', kernel: '6.1.0-28-amd64', os: 'Debian 12.8', protocol: '1' }

describe('a form of protocol 1', () => {
  test('gives the fields of the report', () => {
    const report = parseFormReport({ ...head, kernel: '5.4.0%2bxen', tags: 'web, prod,web,', reboot: 'True' })
    expect(report).toMatchObject({
      protocol: 1,
      hostname: 'web01.example.com',
      kernel: '5.4.0+xen',
      tags: ['web', 'prod'],
      reboot: 'yes',
      packages: undefined,
      repos: undefined,
      modules: undefined,
      rejects: [],
    })
  })

  const reboots: [string | undefined, string][] = [
    ['True', 'yes'],
    ['ServerCheck', 'unknown'],
    ['', 'unknown'],
    ['maybe', 'unknown'],
    [undefined, 'unknown'],
    ['False', 'no'],
  ]
  test.each(reboots)('reboot %s is %s', (sent, expected) => {
    expect(parseFormReport({ ...head, reboot: sent }).reboot).toBe(expected)
  })

  const packageLines: [string, object][] = [
    ["'bash' '' '5.2.15' '2+b7' 'amd64' 'deb'", { name: 'bash', epoch: '', version: '5.2.15', release: '2+b7' }],
    ["'g%2b%2b' '4' '12.2.0' '3' 'amd64' 'deb'", { name: 'g++', epoch: '4', version: '12.2.0', release: '3' }],
    ["'vim' '' '2:9.0.1378-2' '' 'amd64' 'deb'", { epoch: '2', version: '9.0.1378', release: '2' }],
    ["'x' '' '1-2' '3' 'all' 'deb'", { version: '1-2', release: '3' }],
    ["'native' '0' '1.0' '' 'all' 'deb'", { epoch: '', version: '1.0', release: '' }],
    ["'ImageMagick' '(none)' '6.9.10' '1.el8' 'x86_64' 'rpm'", { name: 'ImageMagick', type: 'rpm', epoch: '' }],
    ["'alsa' '1' '1.2.8' '1' 'x86_64' 'arch'", { type: 'arch', epoch: '1' }],
    [
      "'python' '3.11' '3.11.4' '' 'amd64' 'gentoo' 'dev-lang' 'gentoo'",
      { type: 'gentoo', epoch: '3.11', category: 'dev-lang', repo: 'gentoo' },
    ],
    [
      "'libssl3' '' '3.0.15' '1~deb12u1' 'amd64' 'deb' 'source=openssl' 'source_version=3.0.15-1~deb12u1' 'held=1' 'vendor=Debian' 'install_time=1700000000'",
      { source: 'openssl', sourceVersion: '', held: true, vendor: 'Debian', installTime: 1_700_000_000_000 },
    ],
    ["'it's' '' '1' '1' 'all' 'deb'", { name: "it's" }],
    ["'wide'  ''  '1' '1' 'all' 'deb'", { name: 'wide', epoch: '', version: '1' }],
  ]
  test.each(packageLines)('package line %s', (line, expected) => {
    const report = parseFormReport({ ...head, packages: `${line}\r\n` })
    expect(report.packages).toEqual([expect.objectContaining(expected)])
    expect(report.rejects).toEqual([])
  })

  const badLines: [string, RegExp][] = [
    ['bash 5.2 amd64', /quotes/],
    ["'bash' '' '5.2'", /too few/],
    ["'bash' '' '5.2' '1' 'amd64' 'snap'", /"snap" is no type/],
    ["'bash' '' '' '1' 'amd64' 'deb'", /missing/],
    [`'${'x'.repeat(256)}' '' '1' '1' 'amd64' 'deb'`, /longer than 255/],
    ["'ba\u0007sh' '' '1' '1' 'amd64' 'deb'", /control/],
    ["'", /quotes/],
    ["''", /too few/],
  ]
  test.each(badLines)('refuses only the line %s', (line, reason) => {
    const good = "'bash' '' '5.2' '1' 'amd64' 'deb'"
    const report = parseFormReport({ ...head, packages: `${good}\n\n${line}\n` })
    expect(report.packages).toHaveLength(1)
    expect(report.rejects).toEqual([
      { section: 'packages', position: 3, text: expect.any(String), reason: expect.stringMatching(reason) },
    ])
  })

  test('leaves out the keys that rpm lists as packages', () => {
    const packages = "'gpg-pubkey' '' '8483c65d' '5ccc5b19' '(none)' 'rpm'\n'bash' '' '4' '1' 'x86_64' 'rpm'\n"
    expect(parseFormReport({ ...head, packages }).packages).toHaveLength(1)
  })

  const repoLines: [string, object][] = [
    [
      "'deb' 'Debian 12 main amd64' '500' 'http://deb.debian.org/debian/dists/bookworm/main/binary-amd64'",
      { type: 'deb', name: 'Debian 12 main amd64', id: '', priority: 500 },
    ],
    ["'deb' 'Flat' '-10' 'http://x.org/flat/./' 'http://y.org/flat'", { priority: -10, urls: { length: 2 } }],
    ["'rpm' 'BaseOS x86_64' 'baseos' '99' 'http://m.org/$a'", { id: 'baseos', priority: 99 }],
    ["'arch' 'Arch core' 'core' 'http://m.org/core/os/x86_64'", { type: 'arch', id: 'core', priority: 0 }],
    ["'gentoo' 'gentoo' 'gentoo' '' 'rsync://r.org/x'", { type: 'gentoo', priority: 0 }],
    ["'rpm' 'P' 'p' 'x' 'http://p.org/'", { priority: 99 }],
  ]
  test.each(repoLines)('repository line %s', (line, expected) => {
    expect(parseFormReport({ ...head, repos: line }).repos).toEqual([
      expect.objectContaining({ ...expected, urls: expect.any(Array) }),
    ])
  })

  test('a repository without usable url is a reject, one bad url of two is only left out', () => {
    const repos = "'deb' 'none' '500'\n'deb' 'two' '500' 'http://a b/' 'http://ok.org/x'\n"
    const report = parseFormReport({ ...head, repos })
    expect(report.repos).toEqual([expect.objectContaining({ name: 'two', urls: ['http://ok.org/x'] })])
    expect(report.rejects.map((r) => [r.section, r.position])).toEqual([
      ['repos', 1],
      ['repos', 2],
    ])
  })

  test('updates that the host found: two or three words; the security one wins', () => {
    const report = parseFormReport({
      ...head,
      sec_updates: 'openssl.x86_64 1:3.0-2 baseos\nkernel.x86_64   0:5-1   baseos\nalone\na b c d\n',
      bug_updates: 'openssl.x86_64 1:3.0-2 baseos\nlib.so.x86_64 2-1\n',
    })
    expect(report.securityUpdates).toEqual([
      { name: 'openssl', arch: 'x86_64', version: '1:3.0-2', repo: 'baseos' },
      { name: 'kernel', arch: 'x86_64', version: '5-1', repo: 'baseos' },
    ])
    expect(report.bugfixUpdates).toEqual([{ name: 'lib.so', arch: 'x86_64', version: '2-1', repo: '' }])
    expect(report.rejects.map((r) => [r.section, r.position])).toEqual([
      ['sec_updates', 3],
      ['sec_updates', 4],
    ])
  })

  test('modules', () => {
    const modules = "'nodejs' '20' '9040' 'rhel9' 'x86_64' 'appstream' 'nodejs-1:20.1.0-1.x86_64' 'npm-1:9-1.x86_64'"
    expect(parseFormReport({ ...head, modules }).modules).toEqual([
      {
        name: 'nodejs',
        stream: '20',
        version: '9040',
        context: 'rhel9',
        arch: 'x86_64',
        repo: 'appstream',
        packages: ['nodejs-1:20.1.0-1.x86_64', 'npm-1:9-1.x86_64'],
      },
    ])
  })

  test('without modules: none when the whole host was looked at, unknown when a hook sent it', () => {
    const repos = "'arch' 'core' 'core' 'http://m.org/core'"
    expect(parseFormReport({ ...head, repos }).modules).toEqual([])
    expect(parseFormReport({ ...head, repos: '' }).modules).toBeUndefined()
  })

  test('an odd host name, os or tag never loses the report', () => {
    const report = parseFormReport({ host: 'My Host<script>.', os: `Odd\u0000${'x'.repeat(300)}`, tags: 'a\u0001b,ok' })
    expect(report.hostname).toBe('my-host-script')
    expect(report.os).toHaveLength(255)
    expect(report.os).not.toContain('\u0000')
    expect(report.tags).toEqual(['ok'])
    expect(report.rejects.map((r) => r.section).sort()).toEqual(['hostname', 'os', 'tags'])
  })

  test('bytes that are not UTF-8 are replaced, with a warning', () => {
    const packages = Buffer.from("'caf\xe9' '' '1' '1' 'all' 'deb'", 'latin1').toString('utf8')
    const report = parseFormReport({ ...head, packages })
    expect(report.packages?.[0]?.name).toBe('caf\ufffd')
    expect(report.rejects).toEqual([expect.objectContaining({ section: 'packages', position: 1 })])
  })

  test('a hostile body is bounded', () => {
    const report = parseFormReport({ ...head, packages: 'x\n'.repeat(5000), repos: "'".repeat(100_000) })
    expect(report.rejects.length).toBe(MAX_REJECTS + 1)
    expect(report.rejects.every((r) => r.text.length <= 200)).toBe(true)
    expect(report.rejects.at(-1)?.reason).toMatch(/^4001 more/)
  })

  test('a body cut anywhere is read up to there', () => {
    const packages = Array.from({ length: 5 }, (_, i) => `'p${i}' '' '1' '1' 'all' 'deb'`).join('\n')
    for (let length = 0; length <= packages.length; length++) {
      const report = parseFormReport({ ...head, packages: packages.slice(0, length) })
      expect((report.packages?.length ?? 0) + report.rejects.length).toBe(Math.ceil(length / 28.0001))
    }
  })
})

import { expect, test } from 'vitest'
import { sendBothWays } from './testing/both-protocols.ts'
import { FakeRpmHost } from './testing/fake-rpm-host.ts'
import { hostAndServer } from './testing/setup.ts'

const it = hostAndServer(() => {
  const host = new FakeRpmHost('zypper')
  host.rpms([{ name: 'bash', version: '5.1', vendor: 'SUSE LLC <https://www.suse.com/>' }])
  host.answers('zypper', [['*--xmlout*repos*', xml(REPOS)]])
  return host
})

function xml(body: string): string {
  return `<?xml version='1.0'?>\n<stream>\n<message type="info">Loading repository data...</message>\n${body}</stream>\n`
}

const TOKEN = 'Ab1_-'.repeat(20)
const REPOS = `<repo-list>
<repo alias="SLE-Module-Basesystem15-SP6:Updates" name="SLE-Module-Basesystem15-SP6-Updates" type="rpm-md" priority="99" enabled="1" autorefresh="1" gpgcheck="1">
<url>https://updates.suse.com/SUSE/Updates/SLE-Module-Basesystem/15-SP6/x86_64/update/?${TOKEN}</url>
</repo>
<repo alias="R&amp;D" name="R&amp;D &quot;tools&quot;" type="rpm-md" priority="70" enabled="1" path="/sub">
<url>http://user:secret@example.com/a?x=1&amp;y=2</url>
<url>http://b.example.com/</url>
</repo>
<repo alias="mirrored" name="Mirrored - x86_64" priority="99" enabled="1" mirrorlist="http://m.example.com/list"><url>http://c.example.com/</url></repo>
<repo alias="off" name="Off" priority="99" enabled="0"><url>http://off.example.com/</url></repo>
</repo-list>
`

test('repositories: priorities, entities, several addresses, no token and no password', async () => {
  const { form, report } = await sendBothWays(it)
  expect(report.os).toBe('openSUSE Leap 15.6 [cpe:/o:opensuse:leap:15.6]')
  expect(report.packages).toMatchObject([{ name: 'bash', vendor: 'SUSE LLC <https://www.suse.com/>' }])
  expect(report.repos?.map(({ name, id, priority, urls }) => ({ name, id, priority, urls }))).toEqual([
    {
      name: 'openSUSE Leap 15.6 SLE-Module-Basesystem15-SP6-Updates x86_64',
      id: 'SLE-Module-Basesystem15-SP6:Updates',
      priority: 99,
      urls: ['https://updates.suse.com/SUSE/Updates/SLE-Module-Basesystem/15-SP6/x86_64/update/'],
    },
    {
      name: 'openSUSE Leap 15.6 R&D "tools" x86_64',
      id: 'R&D',
      priority: 70,
      urls: ['http://example.com/a/sub?x=1&y=2', 'http://b.example.com/sub'],
    },
    { name: 'openSUSE Leap 15.6 Mirrored x86_64', id: 'mirrored', priority: 99, urls: ['http://m.example.com/list'] },
  ])
  expect(form.repos).not.toMatch(/secret|Ab1_/)
})

test('locks: globs everywhere, for one repository its excludes; not of versions, not of patches', async () => {
  it.host.file(
    '/etc/zypp/locks',
    `
type: package
match_type: glob
case_sensitive: on
solvable_name: kernel-default


type: package
version: < 2
match_type: glob
solvable_name: curl


repo: R&D
type: package
match_type: glob
solvable_name: vim*


type: patch
match_type: glob
solvable_name: SUSE-1


type: package
match_type: regex
solvable_name: ^lib.*

type: package
match_type: substring
solvable_name: java
solvable_arch: i586
`,
  )
  const { report } = await sendBothWays(it)
  expect(report.excludes).toEqual(['kernel-default', '*java*.i586'])
  expect(report.repos?.map((repo) => repo.excludes)).toEqual([[], ['vim*'], []])
})

test('-u: security where a needed security patch fixes a version above the installed one', async () => {
  const update = (name: string, from: string, to: string, arch = 'x86_64') =>
    `<update kind="package" name="${name}" edition="${to}" arch="${arch}" edition-old="${from}"><summary>s</summary><license/><source url="http://x/" alias="up"/></update>`
  const patch = (name: string, category: string, status: string) =>
    `<update kind="patch" name="${name}" edition="1" arch="noarch" status="${status}" category="${category}"><summary>s</summary><source url="http://x/" alias="up"/></update>`
  const list = (rows: string[]) =>
    xml(`<update-status version="0.6">\n<update-list>\n${rows.join('')}</update-list>\n</update-status>\n`)
  it.host.answers('zypper', [
    ['*--xmlout*repos*', xml(REPOS)],
    [
      '*--xmlout*list-updates*',
      list([
        update('libfoo', '1.0-1', '1.2-1'),
        update('bar', '1:2-1', '1:3-1', 'noarch'),
        update('baz', '5-1', '6-1'),
      ]),
    ],
    [
      '*--xmlout*list-patches*',
      list([
        patch('S-1', 'security', 'needed'),
        patch('S-2', 'security', 'applied'),
        patch('R-1', 'recommended', 'needed'),
      ]),
      100,
    ],
    [
      '*info*S-1',
      'Name        : S-1\nConflicts   : [3]\n    libfoo.x86_64 < 1.1-1\n    libfoo.src < 1.1-1\n    baz < 4-1\nInformation for patch S-3:\nConflicts   : other < 1\n',
    ],
    ['*versioncmp\\ 1.0-1\\ 1.1-1', '-1\n', 11],
    ['*versioncmp*', '1\n', 12],
  ])
  const { report } = await sendBothWays(it, '-u')
  expect(report.securityUpdates).toEqual([{ name: 'libfoo', arch: 'x86_64', version: '1.2-1', repo: 'up' }])
  expect(report.bugfixUpdates.map((row) => `${row.name} ${row.version}`)).toEqual(['bar 1:3-1', 'baz 6-1'])
})

test('a lock of another zypper: its word is in the message, packages are reported', async () => {
  const problem = 'System management is locked by the application with pid 4711 (zypper).'
  it.host.answers('zypper', [['*repos*', `<stream>\n<message type="error">${problem}</message>\n</stream>\n`, 7]])
  const run = await it.host.run('-s', it.server.url)
  expect(run.code).toBe(3)
  expect(run.stderr).toContain(`zypper: ${problem}`)
  expect(it.server.requests).toHaveLength(1)
})

test('a reboot: needs-rebooting, or the file that libzypp leaves', async () => {
  it.host.answers('zypper', [['*needs-rebooting*', 'Reboot is suggested to ensure that your system benefits.\n', 102]])
  expect((await sendBothWays(it, '-n')).report.reboot).toBe('yes')
  it.server.reset()
  it.host.command('zypper', 'exit 1')
  expect((await sendBothWays(it, '-n')).report.reboot).toBe('unknown')
  it.server.reset()
  it.host.file('/run/reboot-needed', '')
  expect((await sendBothWays(it, '-n')).report.reboot).toBe('yes')
})

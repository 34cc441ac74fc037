import { expect, test } from 'vitest'
import { sendBothWays } from './testing/both-protocols.ts'
import { FakeRpmHost } from './testing/fake-rpm-host.ts'
import { hostAndServer } from './testing/setup.ts'

const MAIN = `======== Main configuration: ========
assumeno = 0
baseurl
disable_excludes =
excludepkgs = foo*, bar
includepkgs =
installroot = /
plugins = 1
`

const REPOS = `======== "copr:x:y" repository configuration: ========
baseurl = https://download.example.com/results/x/y/fedora-41-x86_64/
enabled = 1
excludepkgs = vim*, emacs
includepkgs = a* b*
metalink
mirrorlist
module_hotfixes = 1
name = Copr repo for y owned by x
priority = 5
======== "fedora" repository configuration: ========
baseurl =
enabled = 1
excludepkgs =
metalink = https://mirrors.fedoraproject.org/metalink?repo=fedora-41&arch=x86_64
module_hotfixes = 0
name = Fedora 41 - x86_64
priority = 99
======== "updates-testing" repository configuration: ========
enabled = 0
metalink = https://mirrors.fedoraproject.org/metalink?repo=updates-testing-f41&arch=x86_64
name = Fedora 41 - x86_64 - Test Updates
priority = 99
`

const it = hostAndServer(() => {
  const host = new FakeRpmHost('dnf5')
  host.answers('dnf5', [['*--dump-main-config*--dump-repo-config=\\**', MAIN + REPOS]])
  return host
})

test('repositories, from the dump of the configuration: priorities, hotfix, excludes, none that is off', async () => {
  const { report } = await sendBothWays(it)
  expect(report.os).toBe('Fedora Linux 41 (Server Edition) [cpe:/o:fedoraproject:fedora:41]')
  const none = { hotfix: false, excludes: [], includes: [] }
  expect(report.repos).toEqual([
    {
      type: 'rpm',
      name: 'Copr repo for y owned by x x86_64',
      id: 'copr:x:y',
      priority: 5,
      urls: ['https://download.example.com/results/x/y/fedora-41-x86_64/'],
      hotfix: true,
      excludes: ['vim*', 'emacs'],
      includes: ['a*', 'b*'],
    },
    {
      type: 'rpm',
      name: 'Fedora 41 x86_64',
      id: 'fedora',
      priority: 99,
      urls: ['https://mirrors.fedoraproject.org/metalink?repo=fedora-41&arch=x86_64'],
      ...none,
    },
  ])
  expect(report.excludes).toEqual(['foo*', 'bar'])
})

test('excludes that the configuration disables are none', async () => {
  const main = MAIN.replace('disable_excludes =', 'disable_excludes = main, copr:x:y')
  it.host.answers('dnf5', [['*--dump*', main + REPOS]])
  const { report } = await sendBothWays(it)
  expect([report.excludes, report.repos?.[0]?.excludes, report.repos?.[0]?.includes]).toEqual([[], [], []])
})

test('modules and locks, from the files that dnf keeps', async () => {
  it.host.file(
    '/usr/lib/sysimage/libdnf5/modules.toml',
    `version = "1.0"
[modules]
[modules.nodejs]
enabled_stream = "20"
installed_profiles = ["common"]
state = "Enabled"
[modules."php"]
enabled_stream = ""
installed_profiles = []
state = "Disabled"
[modules.ruby]
enabled_stream = "3.1"
state = "Available"
`,
  )
  it.host.file(
    '/etc/dnf/versionlock.toml',
    `version = "1.0"

[[packages]]
name = "bash"
comment = "Added by 'versionlock add' command on 2025-01-01"
[[packages.conditions]]
key = "evr"
comparator = "="
value = "0:5.2.32-1.fc41"

[[packages]]
name = "wget"
[[packages.conditions]]
key = "evr"
comparator = "!="
value = "0:1.24.5-2.fc41"

[[packages]]
name = "vim"
[[packages.conditions]]
key = "evr"
comparator = "<"
value = "2:10"
`,
  )
  const { report } = await sendBothWays(it)
  expect(report.modules).toMatchObject([{ name: 'nodejs', stream: '20' }])
  expect(report.disabledModules).toEqual(['php'])
  expect(report.excludes).toEqual(['foo*', 'bar', 'bash', 'wget-0:1.24.5-2.fc41', 'vim'])
})

test('-u: upgrades, security where an advisory is about them', async () => {
  it.host.answers('dnf5', [
    ['*--dump*', MAIN + REPOS],
    [
      '*repoquery*--upgrades*',
      'bash\tx86_64\t5.2.37-1.fc41\tupdates\n\nvim-data\tnoarch\t2:9.1.1-1.fc41\tupdates\nvim-data\tnoarch\t2:9.1.1-1.fc41\tother\n',
    ],
    [
      '*advisory*list*--security*--json*',
      '[\n  {\n    "name":"FEDORA-2025-1",\n    "type":"security",\n    "nevra":"vim-data-2:9.1.0-1.fc41.noarch"\n  }\n]\n',
    ],
  ])
  const { report } = await sendBothWays(it, '-u')
  expect(report.securityUpdates).toEqual([
    { name: 'vim-data', arch: 'noarch', version: '2:9.1.1-1.fc41', repo: 'updates' },
  ])
  expect(report.bugfixUpdates).toEqual([{ name: 'bash', arch: 'x86_64', version: '5.2.37-1.fc41', repo: 'updates' }])
})

test('dnf fails: its word is in the message, packages are reported', async () => {
  it.host.command('dnf5', 'echo "Cannot read /etc/dnf/dnf.conf" >&2; exit 1')
  const run = await it.host.run('-s', it.server.url)
  expect(run.code).toBe(3)
  expect(run.stderr).toContain('dnf5: Cannot read /etc/dnf/dnf.conf')
  expect(it.server.requests).toHaveLength(1)
})

test('needs-restarting', async () => {
  it.host.answers('dnf5', [
    ['*--dump*', MAIN + REPOS],
    [
      '*needs-restarting*',
      'Core libraries have been updated.\nReboot is required to fully utilize these updates.\n',
      1,
    ],
  ])
  expect((await sendBothWays(it, '-n')).report.reboot).toBe('yes')
})

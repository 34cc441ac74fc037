import { describe, expect, test } from 'vitest'
import { sendBothWays } from './testing/both-protocols.ts'
import { formOf } from './testing/capture-server.ts'
import { FakeRpmHost } from './testing/fake-rpm-host.ts'
import { hostAndServer } from './testing/setup.ts'

const it = hostAndServer(() => yumHost())

/** CentOS 7, as its packages leave it. */
function yumHost(): FakeRpmHost {
  const host = new FakeRpmHost('yum')
  host.file('/etc/centos-release', 'CentOS Linux release 7.9.2009 (Core)\n')
  host.file('/etc/yum.conf', '[main]\ncachedir=/var/cache/yum\nplugins=1\ndistroverpkg=centos-release\n')
  host.file('/etc/yum/vars/infra', 'stock\n')
  host.file(
    '/etc/yum.repos.d/CentOS-Base.repo',
    `# The mirror system uses the connecting IP address
[base]
name=CentOS-$releasever - Base
mirrorlist=http://mirrorlist.centos.org/?release=$releasever&arch=$basearch&repo=os&infra=$infra
#baseurl=http://mirror.centos.org/centos/$releasever/os/$basearch/
gpgcheck=1
priority = 1

[updates]
name=CentOS-$releasever - Updates
baseurl=http://one.example.com/centos/\${releasever}/updates/$basearch/
        http://user:secret@two.example.com/centos/$releasever/updates/$basearch/, http://three.example.com/x/
exclude=kernel* ,
  php-*
enabled=1

[centosplus]
name=CentOS-$releasever - Plus
baseurl=http://one.example.com/plus
enabled=0
`,
  )
  host.answers('rpm', [
    ['*--whatprovides\\ centos-release*', '7\n'],
    ['*--whatprovides*', 'no package provides it\n', 1],
    [
      '*-qa*NAME*VENDOR*',
      [
        'bash\t\t4.2.46\t34.el7\tx86_64\tCentOS\t1600000000',
        'gpg-pubkey\t\tf4a80eb5\t53a7ff4b\t(none)\t\t1600000000',
        'java++\t1\t1.8\t2.el7_9\ti686\tBuilt by "Neil", GmbH\t1600000001\n',
      ].join('\n'),
    ],
    ['*', 'x\n'],
  ])
  return host
}

describe('yum 3', () => {
  test('packages with epochs and vendors, the release with its minor number', async () => {
    const { report } = await sendBothWays(it)
    expect(report.os).toBe('CentOS Linux 7.9.2009 (Core) [cpe:/o:centos:centos:7]')
    expect(report.packages).toMatchObject([
      { type: 'rpm', name: 'bash', epoch: '', version: '4.2.46', release: '34.el7', arch: 'x86_64', vendor: 'CentOS' },
      { name: 'java++', epoch: '1', version: '1.8', release: '2.el7_9', arch: 'i686', installTime: 1600000001000 },
    ])
    expect(report.packages).toHaveLength(2)
  })

  test('repositories: variables, lists over lines, no credentials, none that is off; excludes of each', async () => {
    const { report } = await sendBothWays(it)
    expect(report.repos).toEqual([
      {
        type: 'rpm',
        name: 'CentOS-7 - Base x86_64',
        id: 'base',
        priority: 99,
        urls: ['http://mirrorlist.centos.org/?release=7&arch=x86_64&repo=os&infra=stock'],
        hotfix: false,
        excludes: [],
        includes: [],
      },
      {
        type: 'rpm',
        name: 'CentOS-7 - Updates x86_64',
        id: 'updates',
        priority: 99,
        urls: [
          'http://one.example.com/centos/7/updates/x86_64/',
          'http://two.example.com/centos/7/updates/x86_64/',
          'http://three.example.com/x/',
        ],
        hotfix: false,
        excludes: ['kernel*', 'php-*'],
        includes: [],
      },
    ])
  })

  test('priorities count where the plugin is there and on', async () => {
    it.host.file('/etc/yum/pluginconf.d/priorities.conf', '[main]\nenabled = 1\n')
    expect((await sendBothWays(it)).report.repos?.map((repo) => repo.priority)).toEqual([99, 99])
    it.host.file('/usr/lib/yum-plugins/priorities.py', '')
    it.server.reset()
    expect((await sendBothWays(it)).report.repos?.map((repo) => repo.priority)).toEqual([1, 99])
  })

  test('excludes, includes and locks of the host, also in a hook', async () => {
    it.host.file('/etc/yum.conf', '[main]\nplugins=1\ndistroverpkg=centos-release\nexclude=foo bar*\nincludepkgs=a*\n')
    it.host.file('/etc/yum/pluginconf.d/versionlock.conf', '[main]\nenabled = 1\n')
    it.host.file('/usr/lib/yum-plugins/versionlock.py', '')
    const list = '# Added lock on Tue\n0:bash-4.2.46-34.el7.*\n\n!0:vim-common-7.4-8.el7.*\n'
    it.host.file('/etc/yum/pluginconf.d/versionlock.list', list)
    const { report } = await sendBothWays(it)
    expect(report.excludes).toEqual(['foo', 'bar*', 'bash', expect.stringContaining('vim-common')])
    expect(report.repos?.map((repo) => repo.includes)).toEqual([['a*'], ['a*']])
    it.server.reset()
    expect((await sendBothWays(it, '-n')).report).toMatchObject({ excludes: report.excludes, repos: undefined })
  })

  test('-u reports what check-update lists, folded lines and all', async () => {
    const rows = `
bash.x86_64                    4.2.46-35.el7_9                     updates
NetworkManager-config-server.noarch
                               1:1.18.8-2.el7_9                    updates
java++.i686                    2:1.8-3.el7_9                       @x
Obsoleting Packages
grub2.x86_64                   1:2.02-0.87.el7                     updates
    grub2.x86_64               1:2.02-0.86.el7                     @base
`
    it.host.answers('yum', [
      ['*--security*', `\nbash.x86_64  4.2.46-34.el7_8  updates\n`, 100],
      ['*check-update*', rows, 100],
    ])
    const { report } = await sendBothWays(it, '-u')
    expect(report.localUpdates).toBe(true)
    expect(report.securityUpdates).toEqual([
      { name: 'bash', arch: 'x86_64', version: '4.2.46-35.el7_9', repo: 'updates' },
    ])
    expect(report.bugfixUpdates).toEqual([
      { name: 'NetworkManager-config-server', arch: 'noarch', version: '1:1.18.8-2.el7_9', repo: 'updates' },
      { name: 'java++', arch: 'i686', version: '2:1.8-3.el7_9', repo: '@x' },
    ])
  })

  test('a check that fails is said, and the rest reported', async () => {
    it.host.command('yum', 'echo "Cannot retrieve repository metadata" >&2; exit 1')
    const run = await it.host.run('-s', it.server.url, '-u')
    expect(run.code).toBe(3)
    expect(run.stderr).toContain('yum: Cannot retrieve repository metadata')
    expect(it.server.requests).toHaveLength(1)
    expect((await formOf(it.server.requests[0]!)).local_updates).toBe('false')
  })

  test.each([
    ['Reboot is required to ensure that your system benefits from these updates.', 'yes'],
    ['Reboot is probably not necessary.', 'unknown'],
  ])('needs-restarting says "%s"', async (answer, expected) => {
    it.host.answers('needs-restarting', [['-r', `Core libraries have been updated:\n${answer}\n`, 1]])
    expect((await sendBothWays(it, '-n')).report.reboot).toBe(expected)
  })

  test('in a container nobody is asked for a reboot: boot and kernel are another host’s', async () => {
    it.host.answers('needs-restarting', [['-r', 'Reboot is required to fully utilize these updates.\n', 1]])
    it.host.file('/run/.containerenv', '')
    expect((await sendBothWays(it, '-n')).report.reboot).toBe('unknown')
  })
})

test('microdnf: its own main file, and priorities without a plugin', async () => {
  it.host.removeCommand('yum')
  it.host.command('microdnf', 'exit 1')
  it.host.file('/etc/dnf/dnf.conf', '[main]\nexcludepkgs=foo\n')
  const { report } = await sendBothWays(it)
  expect(report.excludes).toEqual(['foo'])
  expect(report.repos?.map((repo) => repo.priority)).toEqual([1, 99])
})

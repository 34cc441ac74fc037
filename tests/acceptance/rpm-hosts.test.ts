import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { canMake, makeHost } from '../../client/testing/made-host.ts'
import { MadeHostServer, serveRepositories } from './made-hosts.ts'

// rpm enters another root only as root
const canRun = process.getuid?.() === 0 && canMake('/usr/bin/dnf', '/usr/bin/zypper', '/usr/bin/createrepo_c')

const OS_RELEASE = {
  rpm: 'ID=rocky\nNAME="Rocky Linux"\nPRETTY_NAME="Rocky Linux 9.5 (Blue Onyx)"\nVERSION="9.5 (Blue Onyx)"\nCPE_NAME="cpe:/o:rocky:rocky:9::baseos"\n',
  zypper:
    'ID="opensuse-leap"\nID_LIKE="suse opensuse"\nNAME="openSUSE Leap"\nVERSION_ID="15.6"\nPRETTY_NAME="openSUSE Leap 15.6"\nCPE_NAME="cpe:/o:opensuse:leap:15.6"\n',
}

// what a report of the old client cannot say: excludes, states of modules, hotfix repositories, vendors, locks
describe.skipIf(!canRun)('hosts of dnf and zypper (need ../shared/oracle, dnf, zypper, createrepo-c, root)', () => {
  const server = new MadeHostServer()

  test.each([
    ['rpm', 'excludes', '1'],
    ['rpm', 'module-state', '2'],
    ['rpm', 'module-hotfixes', '1'],
    ['rpm', 'mixed', '2'],
    ['zypper', 'vendor', '2'],
    ['zypper', 'locks', '1'],
    ['zypper', 'priority', '2'],
  ] as const)(
    '%s, %s: the server shows what the host’s own tool lists (protocol %s)',
    {
      timeout: 180_000,
    },
    async (ecosystem, kind, protocol) => {
      const host = makeHost(ecosystem, kind, 12)
      onTestFinished(() => host.remove())
      await serveRepositories(host, host.root, ['etc/yum.repos.d/*.repo', 'etc/zypp/repos.d/*.repo'])
      writeFileSync(join(host.root, 'etc/os-release'), OS_RELEASE[ecosystem])
      const name = `${ecosystem}-${kind}.example.com`
      await server.report(host, name, protocol)
      const wanted = toLines(host.expected.updates)
      expect(toLines(await server.waitForUpdates(name, wanted.length, '&state=pending'))).toEqual(wanted)
      const { counts } = await server.get<{ counts: { packages: number } }>(`/hosts/${name}`)
      expect(counts.packages).toBe((host.report as { packages: unknown[] }).packages.length)
      const { disabled } = await server.get<{ disabled: string[] }>(`/hosts/${name}/modules`)
      const states = host.expected.module_state ?? []
      expect(disabled).toEqual(states.flatMap(([module, , state]) => (state === 'disabled' ? [module] : [])).sort())
    },
  )
})

function toLines(updates: readonly { name: string; arch: string; installed: string; candidate: string }[]): string[] {
  return updates.map((u) => `${u.name}.${u.arch} ${u.installed} ${u.candidate}`).sort()
}

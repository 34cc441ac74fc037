import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { runScript } from '../../client/testing/fake-host.ts'
import { canMake, type Expected, type MadeHost, makeHost } from '../../client/testing/made-host.ts'
import { serveScenarios } from '../oracle/serve.ts'
import { type Served, serveProgram } from '../support/program.ts'
import { testSettings } from '../support/test-settings.ts'

const CLIENT = join(import.meta.dirname, '../../client/patchman-client')
const WAIT_MS = 60_000
// rpm enters another root only as root
const canRun = process.getuid?.() === 0 && canMake('/usr/bin/dnf', '/usr/bin/zypper', '/usr/bin/createrepo_c')

const OS_RELEASE = {
  rpm: 'ID=rocky\nNAME="Rocky Linux"\nPRETTY_NAME="Rocky Linux 9.5 (Blue Onyx)"\nVERSION="9.5 (Blue Onyx)"\nCPE_NAME="cpe:/o:rocky:rocky:9::baseos"\n',
  zypper:
    'ID="opensuse-leap"\nID_LIKE="suse opensuse"\nNAME="openSUSE Leap"\nVERSION_ID="15.6"\nPRETTY_NAME="openSUSE Leap 15.6"\nCPE_NAME="cpe:/o:opensuse:leap:15.6"\n',
}

// what a report of the old client cannot say: excludes, states of modules, hotfix repositories, vendors, locks
describe.skipIf(!canRun)('hosts of dnf and zypper (need ../shared/oracle, dnf, zypper, createrepo-c, root)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'patchman-accept-'))
  let server: Served | undefined
  let address = ''
  beforeAll(async () => {
    const env = testSettings(folder, { PATCHMAN_FETCH_ALLOW: '127.0.0.0/8' })
    server = await serveProgram([], { cwd: folder, env })
    address = server.address
  })
  afterAll(async () => {
    await server?.stop('SIGTERM')
    rmSync(folder, { recursive: true, force: true })
  })

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
      await serveRepositories(host)
      writeFileSync(join(host.root, 'etc/os-release'), OS_RELEASE[ecosystem])
      const name = `${ecosystem}-${kind}.example.com`
      const run = await runScript(CLIENT, ['-c', '/dev/null', '-s', address, '-H', name, '-p', protocol], {
        PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
        HOME: host.home,
        PATCHMAN_CLIENT_SYSROOT: host.root,
      })
      expect(run).toMatchObject({ code: 0, stderr: '' })
      const wanted = sorted(host.expected.updates)
      expect(await waitForUpdates(address, name, wanted.length)).toEqual(wanted)
      const { counts } = await get<{ counts: { packages: number } }>(address, `/hosts/${name}`)
      expect(counts.packages).toBe(packagesOf(host).length)
      const { disabled } = await get<{ disabled: string[] }>(address, `/hosts/${name}/modules`)
      const states = host.expected.module_state ?? []
      expect(disabled).toEqual(states.flatMap(([module, , state]) => (state === 'disabled' ? [module] : [])).sort())
    },
  )
})

/** What was made is served again, at another port: the host's configuration follows. */
async function serveRepositories(host: MadeHost): Promise<void> {
  const served = await serveScenarios(dirname(host.out))
  onTestFinished(served.close)
  const files = globSync(['etc/yum.repos.d/*.repo', 'etc/zypp/repos.d/*.repo'], { cwd: host.root })
  for (const file of files.map((path) => join(host.root, path))) {
    const text = readFileSync(file, 'utf8')
    writeFileSync(file, text.replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, `${served.url}/${basename(host.out)}`))
  }
}

function packagesOf(host: MadeHost): unknown[] {
  return (host.report as { packages: unknown[] }).packages
}

function sorted(updates: Expected['updates']): string[] {
  return updates.map((u) => `${u.name}.${u.arch} ${u.installed} ${u.candidate}`).sort()
}

/** Waits until the host's repositories were read and its updates found. */
async function waitForUpdates(address: string, name: string, most: number): Promise<string[]> {
  const deadline = Date.now() + WAIT_MS
  for (;;) {
    const answer = await get<{ items: Expected['updates']; as_of: string | null; unknown: string[] }>(
      address,
      `/hosts/${name}/updates?per_page=10000&state=pending`,
    ).catch(() => undefined)
    const isDone = answer?.unknown.length === 0 && (answer.items.length > 0 || most === 0)
    if (isDone) return sorted(answer.items)
    if (Date.now() > deadline) throw new Error(`no updates after ${WAIT_MS / 1000} s: ${JSON.stringify(answer)}`)
    await delay(200)
  }
}

async function get<T>(address: string, path: string): Promise<T> {
  const answer = await fetch(`${address}/api/v1${path}`)
  if (!answer.ok) throw new Error(`${path} answers ${answer.status}`)
  return (await answer.json()) as T
}

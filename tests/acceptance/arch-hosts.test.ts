import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { runScript } from '../../client/testing/fake-host.ts'
import { canMake, type MadeHost, makeHost } from '../../client/testing/made-host.ts'
import { serveScenarios } from '../oracle/serve.ts'
import { type Served, serveProgram } from '../support/program.ts'
import { testSettings } from '../support/test-settings.ts'

const CLIENT = join(import.meta.dirname, '../../client/patchman-client')
const WAIT_MS = 60_000
const canRun = canMake('/usr/bin/pacman', '/usr/bin/pacman-conf')

// from the client in a private root, by the running server, to what pacman itself lists
describe.skipIf(!canRun)('hosts of pacman (need ../shared/oracle, pacman)', () => {
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
    ['plain', '1'],
    ['plain', '2'],
    ['same-twice', '1'],
    ['repo-order', '1'],
    ['ignore', '2'],
    ['replaces', '2'],
  ])('%s: the server shows what pacman lists (protocol %s)', { timeout: 180_000 }, async (kind, protocol) => {
    const host = makeHost('arch', kind, 21)
    onTestFinished(() => host.remove())
    await configure(host)
    const name = `arch-${kind}-${protocol}.example.com`
    const run = await runScript(CLIENT, ['-c', '/dev/null', '-s', address, '-H', name, '-p', protocol], {
      PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
      PATCHMAN_CLIENT_SYSROOT: host.root,
    })
    expect(run).toMatchObject({ code: 0, stderr: '' })
    const wanted = host.expected.updates.map((u) => {
      return `${u.name} ${u.installed} ${u.candidate} ${u.action === 'ignored' ? 'excluded' : 'pending'}`
    })
    expect(await waitForUpdates(name, wanted.length)).toEqual(wanted.sort())
  })

  /** The maker keeps the configuration beside the root; its repositories are served again, at another port. */
  async function configure(host: MadeHost): Promise<void> {
    const made = dirname(host.root)
    const served = await serveScenarios(dirname(host.out))
    onTestFinished(served.close)
    const config = readFileSync(join(made, 'pacman.conf'), 'utf8')
      .replace('[options]\n', `[options]\nRootDir = ${host.root}\nDBPath = ${made}/db/\nLogFile = ${made}/log\n`)
      .replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, `${served.url}/${basename(host.out)}`)
    mkdirSync(join(host.root, 'etc'), { recursive: true })
    writeFileSync(join(host.root, 'etc/pacman.conf'), config)
    writeFileSync(join(host.root, 'etc/os-release'), 'ID=arch\nNAME="Arch Linux"\nPRETTY_NAME="Arch Linux"\n')
  }

  /** Waits until the host's repositories were read and as many updates were found; answers what there is at the end. */
  async function waitForUpdates(name: string, total: number): Promise<string[]> {
    const deadline = Date.now() + WAIT_MS
    for (;;) {
      const answer = await fetch(`${address}/api/v1/hosts/${name}/updates?per_page=1000`)
      const { items = [], unknown } = (await answer.json()) as { items?: Shown[]; unknown?: string[] }
      const isDone = unknown?.length === 0 && items.length === total
      if (isDone || Date.now() > deadline) {
        return items.map((one) => `${one.name} ${one.installed} ${one.candidate} ${one.state}`).sort()
      }
      await delay(200)
    }
  }
})

interface Shown {
  name: string
  installed: string
  candidate: string
  state: string
}

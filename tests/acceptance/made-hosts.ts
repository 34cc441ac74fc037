import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest'
import { runScript } from '../../client/testing/fake-host.ts'
import type { MadeHost } from '../../client/testing/made-host.ts'
import { serveScenarios } from '../oracle/serve.ts'
import { type Served, serveProgram } from '../support/program.ts'
import { testSettings } from '../support/test-settings.ts'

const CLIENT = join(import.meta.dirname, '../../client/patchman-client')
const WAIT_MS = 60_000

export interface ShownUpdate {
  name: string
  arch: string
  installed: string
  candidate: string
  state: string
}

/** The program, run for the tests of one file, to which hosts in private roots report with the client. */
export class MadeHostServer {
  readonly #folder = mkdtempSync(join(tmpdir(), 'patchman-accept-'))
  #server: Served | undefined

  constructor() {
    beforeAll(async () => {
      const env = testSettings(this.#folder, { PATCHMAN_FETCH_ALLOW: '127.0.0.0/8' })
      this.#server = await serveProgram([], { cwd: this.#folder, env })
    })
    afterAll(async () => {
      await this.#server?.stop('SIGTERM')
      rmSync(this.#folder, { recursive: true, force: true })
    })
  }

  async report(host: MadeHost, name: string, protocol: string): Promise<void> {
    const args = ['-c', '/dev/null', '-s', this.#address, '-H', name, '-p', protocol]
    const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: host.home, PATCHMAN_CLIENT_SYSROOT: host.root }
    expect(await runScript(CLIENT, args, env)).toMatchObject({ code: 0, stderr: '' })
  }

  async get<T>(path: string): Promise<T> {
    const answer = await fetch(`${this.#address}/api/v1${path}`)
    if (!answer.ok) throw new Error(`${path} answers ${answer.status}`)
    return (await answer.json()) as T
  }

  /** Waits until the host's repositories were read and so many updates were found; answers what there is at the end. */
  async waitForUpdates(name: string, total: number, query = ''): Promise<ShownUpdate[]> {
    const deadline = Date.now() + WAIT_MS
    for (;;) {
      const path = `/hosts/${name}/updates?per_page=1000${query}`
      const answer = await this.get<{ items: ShownUpdate[]; unknown: string[] }>(path).catch(() => undefined)
      if (answer?.unknown.length === 0 && answer.items.length === total) return answer.items
      if (Date.now() > deadline) return answer?.items ?? []
      await delay(200)
    }
  }

  get #address(): string {
    return this.#server?.address ?? ''
  }
}

/** The repositories that were made with a host are served again, at another port: what is configured in `files` follows. */
export async function serveRepositories(host: MadeHost, folder: string, files: string | string[]): Promise<void> {
  const served = await serveScenarios(dirname(host.out))
  onTestFinished(served.close)
  for (const file of globSync(files, { cwd: folder }).map((path) => join(folder, path))) {
    const text = readFileSync(file, 'utf8')
    writeFileSync(file, text.replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, `${served.url}/${basename(host.out)}`))
  }
}

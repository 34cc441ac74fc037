import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { type Served, serveProgram } from '../support/program.ts'
import { testSettings } from '../support/test-settings.ts'
import type { AptUpdate } from './apt-list.ts'

const CLIENT = join(import.meta.dirname, '../../client/patchman-client')
const WAIT_MS = 60_000

export interface UpdatesAnswer {
  items: (AptUpdate & { state: string; reason: string })[]
  total: number
  as_of: string | null
  unknown: string[]
}

export interface AcceptanceServer extends Served {
  folder: string
  env: Record<string, string>
}

/** The program with an empty database in a folder of its own, until the test ends. */
export async function startServer(settings: Record<string, string> = {}): Promise<AcceptanceServer> {
  const folder = mkdtempSync(join(tmpdir(), 'patchman-accept-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const env = testSettings(folder, settings)
  const server = await serveProgram([], { cwd: folder, env })
  onTestFinished(async () => void (await server.stop('SIGTERM')))
  return { ...server, folder, env }
}

/** With the client, as the administrator of this machine would. */
export function reportThisMachine({ address }: Served, hostname: string, options: readonly string[] = []): void {
  execFileSync('bash', [CLIENT, '-c', '/dev/null', '-s', address, '-H', hostname, ...options], { stdio: 'pipe' })
}

/** Waits until the host's repositories were read and its updates found. */
export async function waitForUpdates(server: Served, hostname: string): Promise<UpdatesAnswer> {
  const deadline = Date.now() + WAIT_MS
  for (;;) {
    const answer = await get<UpdatesAnswer>(server, `/hosts/${hostname}/updates?per_page=500`).catch(() => undefined)
    if (answer && answer.total > 0 && answer.unknown.length === 0) return answer
    if (Date.now() > deadline) {
      throw new Error(`no updates after ${WAIT_MS / 1000} s: ${JSON.stringify(answer)?.slice(0, 500)}`)
    }
    await delay(250)
  }
}

export async function get<Answer>({ address }: Served, path: string): Promise<Answer> {
  const answer = await fetch(`${address}/api/v1${path}`)
  if (!answer.ok) throw new Error(`${path} answers ${answer.status}`)
  return (await answer.json()) as Answer
}

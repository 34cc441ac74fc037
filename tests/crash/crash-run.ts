import { setTimeout as delay } from 'node:timers/promises'
import { type Db, openDatabase } from '../../src/db/open.ts'
import { seededRandom } from '../../src/demo/random.ts'
import { serveProgram } from '../support/program.ts'
import { testSettings } from '../support/test-settings.ts'
import { countPending, findDamage } from './checks.ts'
import { createSender, type Sender } from './sender.ts'

export interface CrashRunOptions {
  kills: number
  seed: number
  hosts: number
  folder: string
  databaseUrl: string
  onKill?(kill: number, accepted: number): void
}

export interface CrashRunResult {
  accepted: number
  damage: string[]
}

/** A report that was cut short three times waits 160 s for its next try. */
const MOST_WAIT_MS = 240_000
/** Between two kills. */
const MOST_REPORTS = 24

/**
 * Kills the server (SIGKILL) at random moments while reports come in and are processed, starts it again, and
 * says what was lost, doubled or broken in the end.
 */
export async function runCrashes(options: CrashRunOptions): Promise<CrashRunResult> {
  const { kills, seed, hosts, folder, databaseUrl } = options
  const random = seededRandom(seed, 'kills')
  const sender = createSender(seed, hosts)
  const env = testSettings(folder, { PATCHMAN_DATABASE_URL: databaseUrl })
  const start = () => serveProgram([], { cwd: folder, env })
  for (let kill = 1; kill <= kills; kill++) {
    const server = await start()
    const stop = new AbortController()
    const sending = sender.sendUntil(server.address, stop.signal)
    await untilTaken(sender, random.int(0, MOST_REPORTS), random.int(0, 60))
    await server.stop('SIGKILL')
    stop.abort()
    await sending
    options.onKill?.(kill, sender.accepted.length)
  }
  const server = await start()
  await sender.sendLast(server.address)
  const db = openDatabase(databaseUrl)
  try {
    await waitUntilProcessed(db, () => server.greeting)
    return { accepted: sender.accepted.length, damage: await findDamage(db, sender.accepted) }
  } finally {
    await db.close()
    await server.stop('SIGTERM')
  }
}

/** Until so many more reports were taken, and a moment longer: workers are in the middle of them then. */
async function untilTaken({ accepted }: Sender, reports: number, moreMs: number): Promise<void> {
  const wanted = accepted.length + reports
  const deadline = Date.now() + MOST_WAIT_MS
  while (accepted.length < wanted && Date.now() < deadline) await delay(2)
  await delay(moreMs)
}

export async function waitUntilProcessed(db: Db, output: () => string): Promise<void> {
  const deadline = Date.now() + MOST_WAIT_MS
  while ((await countPending(db)) > 0) {
    if (Date.now() > deadline) throw new Error(`reports still wait after ${MOST_WAIT_MS / 1000} s:\n${output()}`)
    await delay(100)
  }
}

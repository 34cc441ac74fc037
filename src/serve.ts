import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureAdministrator } from './auth/administrator-service.ts'
import type { ServeOptions } from './cli/world.ts'
import type { Config, LoadedConfig } from './config/config.ts'
import { hidePassword } from './config/render.ts'
import { migrate } from './db/migrate.ts'
import { openDatabase } from './db/open.ts'
import type { DemoDeps } from './demo/service.ts'
import { buildServer } from './http/server.ts'
import { startBackground } from './jobs/background.ts'
import { systemClock } from './lib/clock.ts'
import { createLog } from './lib/log.ts'

/** Everything ends within this time of a signal: what has not is cut off. */
const STOP_MS = 4500
const JOBS_STOP_MS = 2500
const DEMO_HOSTS = 200

/** Config → database → first administrator → background work → HTTP. Answers the exit code after SIGTERM or SIGINT. */
export async function serve({ config: settings }: LoadedConfig, { demo }: ServeOptions): Promise<number> {
  const signalled = nextSignal()
  // also when it comes before all is started
  void signalled.then(() => cutOffAfter(STOP_MS))
  // closed in the reverse order, also when a later step of the start fails
  await using opened = new AsyncDisposableStack()
  const config = demo ? toDemoConfig(settings) : settings
  if (demo) process.once('exit', () => rmSync(config.dataDir, { recursive: true, force: true }))
  mkdirSync(config.dataDir, { recursive: true })
  const log = createLog({ level: config.logLevel })
  const clock = systemClock
  const db = openDatabase(config.databaseUrl)
  opened.defer(() => db.close())
  await migrate(db)
  const { adminUser: name, adminPassword: password } = config
  const { generatedPassword } = await ensureAdministrator(db, { name, password, now: clock() })
  if (demo) await loadDemoFleet({ db, clock, log })
  const background = await startBackground({ config, db, clock, log })
  opened.defer(() => background.stop(JOBS_STOP_MS))
  const { enqueue, onReport, intake } = background
  const version = readVersion()
  const deps = { db, settings: config, clock, log, onReport, enqueue, intake, version, webFolder: webFolder() }
  const app = await buildServer(deps)
  opened.defer(() => app.close())
  await app.listen({ host: config.host, port: config.port })
  greet(config, app.server.address() as AddressInfo, version, demo ? password : generatedPassword)

  const signal = await signalled
  log.info('server stopping', { signal })
  // both at once: requests in flight are answered while jobs in flight end
  await Promise.all([app.close(), background.stop(JOBS_STOP_MS)])
  return 0
}

/**
 * Resolves at the first signal. Further ones change nothing: supervisors send the same one twice (to the process and
 * to its group), and all ends soon anyway.
 */
function nextSignal(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve(signal))
  })
}

function cutOffAfter(ms: number): void {
  setTimeout(() => process.exit(1), ms).unref()
}

/** What it needs is loaded only for it. */
async function loadDemoFleet(deps: DemoDeps): Promise<void> {
  const { loadDemo } = await import('./demo/service.ts')
  await loadDemo(deps, { hosts: DEMO_HOSTS, seed: 1 })
}

/** Its mirrors do not exist: nothing is refreshed by itself. */
function toDemoConfig(config: Config): Config {
  const dataDir = mkdtempSync(join(tmpdir(), 'patchman-demo-'))
  const adminPassword = config.adminPassword || 'demo'
  return { ...config, dataDir, databaseUrl: `sqlite:${join(dataDir, 'patchman.db')}`, adminPassword, schedule: false }
}

/** The built web interface. */
function webFolder(): string {
  return fileURLToPath(new URL('../web/dist', import.meta.url))
}

function readVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}

function greet(config: Config, { address, port, family }: AddressInfo, version: string, password: string | undefined) {
  const host = family === 'IPv6' ? `[${address}]` : address
  const lines = [
    `Patchman ${version}`,
    `  address   http://${host}:${port}`,
    `  data      ${config.dataDir}`,
    `  database  ${hidePassword(config.databaseUrl)}`,
  ]
  if (password !== undefined) {
    lines.push(`  user      ${config.adminUser}`, `  password  ${password}  (shown only now)`)
  }
  process.stdout.write(`${lines.join('\n')}\n`)
}

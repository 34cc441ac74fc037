import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureAdministrator } from '../../src/auth/administrator-service.ts'
import { migrate } from '../../src/db/migrate.ts'
import { type Db, openDatabase } from '../../src/db/open.ts'
import { loadDemo } from '../../src/demo/service.ts'
import { buildServer } from '../../src/http/server.ts'
import { enqueue } from '../../src/jobs/queue.ts'
import { systemClock as clock } from '../../src/lib/clock.ts'
import { createLog } from '../../src/lib/log.ts'
import { createIntake } from '../../src/reports/intake-service.ts'

export const USER = { name: 'admin', password: 'a long password' }
export const HOSTS = 60

export interface Site {
  url: string
  db: Db
  /** The web interface as it was just built. */
  webFolder: string
  close(): Promise<void>
}

/** The real server in this process, on a throwaway database with a made-up fleet; no jobs run. */
export async function startSite({ hosts = HOSTS } = {}): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'patchman-browser-'))
  const webFolder = join(folder, 'web')
  buildWeb(webFolder)
  const db = openDatabase(`sqlite:${join(folder, 'patchman.db')}`)
  await migrate(db)
  await ensureAdministrator(db, { ...USER, now: clock() })
  const log = createLog({ level: 'error' })
  if (hosts > 0) await loadDemo({ db, clock, log }, { hosts, seed: 1 })
  const app = await buildServer({
    db,
    settings: {
      requireApiKey: true,
      requireApiKeyP1: false,
      reportNetworks: ['127.0.0.0/8'],
      trustedProxies: [],
      anonymousRead: false,
      daysWithoutReport: 14,
      ...{ priorityExploited: 40, priorityEpss: 25, prioritySeverity: 20, priorityExposure: 10, priorityAge: 5 },
    },
    clock,
    log,
    onReport: () => {},
    enqueue: (kind, subject, options) => enqueue({ db, clock }, kind, subject, options),
    intake: createIntake({ db, clock, findReverseName: () => Promise.resolve('') }),
    version: '0.0.0-test',
    webFolder,
  })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const close = async () => {
    await app.close()
    await db.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { url, db, webFolder, close }
}

/** As it is shipped: in a process of its own, where nothing says that this is a test. */
function buildWeb(outDir: string): void {
  const root = join(import.meta.dirname, '../..')
  const args = [join(root, 'node_modules/vite/bin/vite.js'), 'build', 'web', '--outDir', outDir, '--logLevel', 'error']
  execFileSync(process.execPath, args, { cwd: root, env: { ...process.env, NODE_ENV: 'production' }, stdio: 'pipe' })
}

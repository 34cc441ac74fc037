import { existsSync, statfsSync } from 'node:fs'
import { type LoadedConfig, loadConfig } from '../../config/config.ts'
import { hidePassword } from '../../config/render.ts'
import { listFeeds } from '../../db/feed-list.ts'
import { getHealth, type Health, listFailedJobs, listFailedReports, listFailingMirrors } from '../../db/health.ts'
import { listPendingMigrations } from '../../db/migrate.ts'
import { type Db, openDatabase } from '../../db/open.ts'
import { countOf } from '../hosts.ts'
import { toJson, toLocalTime } from '../output.ts'
import { createParser } from '../parser.ts'
import { EXIT, type World } from '../world.ts'

interface Finding {
  subject: string
  state: 'ok' | 'warning' | 'failed'
  text: string
  /** What to look at, or to do. */
  more?: string[]
}

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const SHOWN = 5

/** `patchman doctor`: what is wrong, and where to look. Changes nothing. */
export async function doctor(world: World, args: string[]): Promise<number> {
  const parser = createParser(world, {
    prog: 'patchman doctor',
    description: 'Check the installation. Changes nothing.',
  })
  parser.add_argument('--json', { action: 'store_true', help: 'print JSON' })
  const given = parser.parse_args<{ config?: string; json: boolean }>(args)
  const loaded = loadConfig({ env: world.env, cwd: world.cwd, file: given.config })
  const findings = [checkSettings(loaded), checkDisk(loaded), ...(await checkDatabase(loaded)), aboutLog()]
  world.stdout.write(given.json ? toJson(findings) : findings.map(toText).join(''))
  return findings.some((finding) => finding.state === 'failed') ? EXIT.failed : EXIT.ok
}

function toText({ subject, state, text, more = [] }: Finding): string {
  return `${state.padEnd(7)}  ${subject.padEnd(12)}  ${text}\n${more.map((line) => `${' '.repeat(23)}${line}\n`).join('')}`
}

function checkSettings({ file }: LoadedConfig): Finding {
  const text = file === '' ? 'no patchman.toml: environment and defaults' : file
  return { subject: 'settings', state: 'ok', text: `${text} (patchman config shows them)` }
}

function checkDisk({ config }: LoadedConfig): Finding {
  try {
    const { bavail, bsize, blocks } = statfsSync(config.dataDir)
    const [free, share] = [bavail * bsize, bavail / blocks]
    const text = `${(free / 1e9).toFixed(1)} GB free at ${config.dataDir}`
    return { subject: 'disk', state: free < 2e8 ? 'failed' : free < 2e9 || share < 0.05 ? 'warning' : 'ok', text }
  } catch (error) {
    return { subject: 'disk', state: 'warning', text: `${config.dataDir}: ${(error as Error).message}` }
  }
}

async function checkDatabase({ config }: LoadedConfig): Promise<Finding[]> {
  const address = hidePassword(config.databaseUrl)
  const path = /^sqlite:(.*)$/s.exec(config.databaseUrl)?.[1]
  if (path !== undefined && !existsSync(path)) {
    return [{ subject: 'database', state: 'failed', text: `${path} is not there yet: patchman serve makes it` }]
  }
  let db: Db | undefined
  try {
    db = openDatabase(config.databaseUrl)
    const missing = await listPendingMigrations(db)
    if (missing.length > 0) {
      const text = `${address} lacks migrations: ${missing.join(', ')}`
      return [{ subject: 'database', state: 'failed', text, more: ['patchman serve brings it up to date'] }]
    }
    const now = Date.now()
    const health = await getHealth(db, now)
    return [
      { subject: 'database', state: 'ok', text: `${address}, ${countOf(health.hosts, 'host')}` },
      checkUsers(health),
      checkClock(health, now),
      await checkReports(db, health, now),
      await checkJobs(db, health, now),
      await checkMirrors(db),
      await checkFeeds(db),
    ]
  } catch (error) {
    return [{ subject: 'database', state: 'failed', text: `${address}: ${(error as Error).message}` }]
  } finally {
    await db?.close()
  }
}

function checkUsers({ users }: Health): Finding {
  if (users > 0) return { subject: 'users', state: 'ok', text: countOf(users, 'user') }
  return {
    subject: 'users',
    state: 'warning',
    text: 'nobody can log in: the first start of patchman serve makes a user',
  }
}

function checkClock({ databaseNow, newestReportAt }: Health, now: number): Finding {
  const text = `${new Date(now).toISOString()}`
  const apart = databaseNow === 0 ? 0 : Math.abs(databaseNow - now)
  if (apart > MINUTE_MS) {
    return {
      subject: 'clock',
      state: 'failed',
      text: `${text}, the database's differs by ${Math.round(apart / 1000)} s`,
    }
  }
  if (newestReportAt > now + MINUTE_MS) {
    return { subject: 'clock', state: 'failed', text: `${text}, but a report came at ${toLocalTime(newestReportAt)}` }
  }
  return { subject: 'clock', state: 'ok', text }
}

async function checkReports(db: Db, { pendingReports, oldestPendingAt, failedReports }: Health, now: number) {
  const failed = (await listFailedReports(db, SHOWN)).map(({ id, hostname, error }) => `${id} of ${hostname}: ${error}`)
  const text = `${pendingReports} pending, ${failedReports} failed`
  const isLate = oldestPendingAt > 0 && oldestPendingAt < now - 10 * MINUTE_MS
  if (isLate) failed.unshift(`one waits since ${toLocalTime(oldestPendingAt)}: patchman -p processes it now`)
  const state = isLate ? 'failed' : failedReports > 0 ? 'warning' : 'ok'
  return { subject: 'reports', state, text, more: failed } satisfies Finding
}

async function checkJobs(db: Db, { queuedJobs, oldestDueAt }: Health, now: number): Promise<Finding> {
  const failed = await listFailedJobs(db, now - DAY_MS, SHOWN)
  const more = failed.map(
    ({ id, kind, subject, error, finished_at }) =>
      `${toLocalTime(finished_at)} job ${id} ${kind}${subject && ` ${subject}`}: ${error}`,
  )
  const isStuck = oldestDueAt > 0 && oldestDueAt < now - 10 * MINUTE_MS
  if (isStuck) more.unshift('no worker takes them: is patchman serve running, with PATCHMAN_WORKERS at least 1?')
  const text = `${queuedJobs} waiting, ${failed.length === SHOWN ? `${SHOWN} or more` : failed.length} not well within a day`
  return { subject: 'jobs', state: isStuck ? 'failed' : failed.length > 0 ? 'warning' : 'ok', text, more }
}

async function checkMirrors(db: Db): Promise<Finding> {
  const failing = await listFailingMirrors(db)
  if (failing.length === 0) return { subject: 'repositories', state: 'ok', text: 'no mirror fails' }
  const more = failing
    .slice(0, SHOWN)
    .map(
      ({ repo_id, url, reason, failing_since }) => `${repo_id} ${url} since ${toLocalTime(failing_since)}: ${reason}`,
    )
  return { subject: 'repositories', state: 'warning', text: `${countOf(failing.length, 'mirror')} failing`, more }
}

async function checkFeeds(db: Db): Promise<Finding> {
  const feeds = (await listFeeds(db)).filter(({ state }) => state !== 'off')
  const failing = feeds.filter(({ state }) => state === 'failing')
  const text =
    feeds.length === 0 ? 'none was read yet: patchman -e reads them' : `${failing.length} of ${feeds.length} fail`
  const more = failing.map(({ name, reason, failed_since, confirmed_at }) => {
    const age = confirmed_at === 0 ? 'never read' : `what is in force is of ${toLocalTime(confirmed_at)}`
    return `${name} since ${toLocalTime(failed_since)}: ${reason} (${age})`
  })
  return { subject: 'errata', state: failing.length > 0 ? 'warning' : 'ok', text, more }
}

function aboutLog(): Finding {
  const text = 'patchman serve writes it to standard error: journalctl -u patchman, or docker logs'
  return { subject: 'log', state: 'ok', text, more: ['PATCHMAN_LOG_LEVEL=debug says more'] }
}

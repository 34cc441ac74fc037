import { sql } from 'kysely'
import type { Candidate, ReleaseFacts } from '../model/candidate.ts'
import type { JobKind, JobState } from '../model/job.ts'
import type { Reject } from '../model/reject.ts'
import type { MirrorState } from '../model/update.ts'
import type { Db, Tx } from './open.ts'
import { upsertPackages } from './packages-write.ts'

/** From now on a commit does not wait for the disk: for databases that nobody would miss. */
export async function waitForNoDisk(db: Db): Promise<void> {
  if (db.dialect === 'sqlite') await sql`pragma synchronous = off`.execute(db.query)
}

/** A mirror as a refresh would have left it. */
export interface DemoMirror {
  /** Normalised; the mirror is there, from the reports. */
  url: string
  facts: ReleaseFacts
  security: boolean
  state: MirrorState
  reason: string
  failingSince: number
  failCount: number
  checkedAt: number
  /** When its data was confirmed or replaced last; 0 never. */
  confirmedAt: number
  changedAt: number
  checksum: string
  rejects: readonly Reject[]
  /** With the key of each version; empty for a mirror that was never read. */
  candidates: readonly (Candidate & { sortKey: Uint8Array })[]
}

/** Writes what a refresh of the mirror would have, without one. */
export async function writeDemoMirror(tx: Tx, mirror: DemoMirror): Promise<void> {
  const found = await tx.query
    .selectFrom('mirror')
    .select(['id', 'repo_id'])
    .where('type', '=', 'deb')
    .where('url', '=', mirror.url)
    .executeTakeFirst()
  if (!found) return
  const setId = mirror.confirmedAt > 0 ? await insertSet(tx, mirror) : null
  await tx.query
    .updateTable('mirror')
    .set({
      state: mirror.state,
      reason: mirror.reason,
      failing_since: mirror.failingSince,
      fail_count: mirror.failCount,
      last_access_ok: mirror.state === 'ok' ? 1 : 0,
      checked_at: mirror.checkedAt,
      confirmed_at: mirror.confirmedAt,
      changed_at: mirror.changedAt,
      checksum: mirror.confirmedAt > 0 ? mirror.checksum : '',
      package_set_id: setId,
      index_url: `${mirror.url}/Packages.xz`,
      reject_count: mirror.rejects.length,
    })
    .where('id', '=', found.id)
    .execute()
  const { origin, label, suite, codename, date } = mirror.facts
  await tx.query
    .updateTable('repo')
    .set({ origin, label, suite, codename, release_date: date, release_security: mirror.security ? 1 : 0 })
    .where('id', '=', found.repo_id)
    .execute()
  await insertMirrorRejects(tx, found.id, mirror.rejects)
}

const PACKAGES_A_CALL = 2000

async function insertSet(tx: Tx, { checksum, candidates, changedAt }: DemoMirror): Promise<number> {
  const columns = { checksum: 'text', ready: 'int', package_count: 'int', created_at: 'int' } as const
  const rows = [[checksum, 1, candidates.length, changedAt]]
  const [setId] = (await tx.insertIds('package_set', columns, rows)) as [number]
  for (let i = 0; i < candidates.length; i += PACKAGES_A_CALL) {
    const part = candidates.slice(i, i + PACKAGES_A_CALL)
    const ids = await upsertPackages(tx, part)
    const entries = part.map(({ phased }, at) => [ids[at], setId, phased])
    await tx.insertMany('package_set_entry', { package_id: 'int', set_id: 'int', phased: 'int' }, entries)
  }
  return setId
}

async function insertMirrorRejects(tx: Tx, mirrorId: number, rejects: readonly Reject[]): Promise<void> {
  const columns = {
    mirror_id: 'int',
    ordinal: 'int',
    section: 'text',
    position: 'int',
    text: 'text',
    reason: 'text',
  } as const
  const rows = rejects.map((r, i) => [mirrorId, i + 1, r.section, r.position, r.text, r.reason])
  await tx.insertMany('mirror_reject', columns, rows)
}

/** Gives each release the distribution's own repositories of its hosts. */
export async function linkDemoReleases(tx: Tx): Promise<void> {
  await sql`
    insert into os_release_repo (os_release_id, repo_id)
    select distinct v.os_release_id, hr.repo_id
    from host_repo hr join host h on h.id = hr.host_id join os_variant v on v.id = h.os_variant_id
    join repo r on r.id = hr.repo_id
    where r.origin in ('Debian', 'Ubuntu')
    on conflict do nothing`.execute(tx.query)
}

/** A job of the past. */
export interface DemoJob {
  kind: JobKind
  subject: string
  state: JobState
  startedAt: number
  durationMs: number
  error: string
  result: object
}

/** Job rows as workers would have left them. */
export async function insertDemoJobs(tx: Tx, jobs: readonly DemoJob[]): Promise<void> {
  const columns = {
    kind: 'text',
    subject: 'text',
    state: 'text',
    run_at: 'int',
    attempts: 'int',
    created_at: 'int',
    started_at: 'int',
    finished_at: 'int',
    error: 'text',
    result: 'text',
  } as const
  const rows = jobs.map((j) => [
    j.kind,
    j.subject,
    j.state,
    j.startedAt,
    1,
    j.startedAt - 400,
    j.startedAt,
    j.startedAt + j.durationMs,
    j.error,
    JSON.stringify(j.result),
  ])
  await tx.insertMany('job', columns, rows)
}

/** The fleet on a day of the past. */
export interface DemoDay {
  /** YYYY-MM-DD. */
  day: string
  hosts: number
  securityHosts: number
  securityUpdates: number
  bugfixUpdates: number
}

/** Days that are there already stay as they are. */
export async function insertDemoDays(tx: Tx, days: readonly DemoDay[]): Promise<void> {
  const columns = {
    day: 'text',
    hosts: 'int',
    security_hosts: 'int',
    security_updates: 'int',
    bugfix_updates: 'int',
  } as const
  const rows = days.map((d) => [d.day, d.hosts, d.securityHosts, d.securityUpdates, d.bugfixUpdates])
  await tx.insertMany('fleet_day', columns, rows)
}

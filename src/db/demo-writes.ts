import { sql } from 'kysely'
import type { ReleaseFacts } from '../model/candidate.ts'
import type { JobKind, JobState } from '../model/job.ts'
import type { PackageType } from '../model/package.ts'
import type { PartKind } from '../model/part.ts'
import type { Reject } from '../model/reject.ts'
import type { MirrorState } from '../model/update.ts'
import type { Db, Tx } from './open.ts'
import { finishPackageSet, insertSetRejects } from './package-set-build.ts'

/** From now on a commit does not wait for the disk: for databases that nobody would miss. */
export async function waitForNoDisk(db: Db): Promise<void> {
  if (db.dialect === 'sqlite') await sql`pragma synchronous = off`.execute(db.query)
}

/** A set that was built aside. */
export interface DemoSet {
  id: number
  items: number
  rejects: readonly Reject[]
}

/** A mirror as a refresh would have left it. */
export interface DemoMirror {
  type: PackageType
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
  /** What was read of it, built aside; none of a mirror that was never read. */
  sets: Partial<Record<PartKind, DemoSet>>
  /** Normalised; the mirror is a list that gave these. */
  gives: readonly string[]
}

/** Writes what a refresh of the mirror would have, without one. */
export async function writeDemoMirror(tx: Tx, mirror: DemoMirror): Promise<void> {
  const found = await tx.query
    .selectFrom('mirror')
    .select(['id', 'repo_id'])
    .where('type', '=', mirror.type)
    .where('url', '=', mirror.url)
    .executeTakeFirst()
  if (!found) return
  const sets = await finishSets(tx, mirror)
  const given = await insertGiven(tx, mirror, found)
  const isList = given.length > 0
  await tx.query
    .updateTable('mirror')
    .set({
      is_mirrorlist: isList ? 1 : 0,
      state: mirror.state,
      reason: mirror.reason,
      failing_since: mirror.failingSince,
      fail_count: mirror.failCount,
      last_access_ok: mirror.state === 'ok' ? 1 : 0,
      checked_at: mirror.checkedAt,
      confirmed_at: mirror.confirmedAt,
      changed_at: mirror.changedAt,
      checksum: mirror.confirmedAt > 0 && !isList ? mirror.checksum : '',
      ...(isList ? {} : sets),
      index_url: `${mirror.url}/${mirror.type === 'deb' ? 'Packages.xz' : 'repodata/repomd.xml'}`,
    })
    .where('id', '=', found.id)
    .execute()
  for (const id of given) await setRead(tx, id, mirror, sets)
  const { origin, label, suite, codename, date } = mirror.facts
  await tx.query
    .updateTable('repo')
    .set({ origin, label, suite, codename, release_date: date, release_security: mirror.security ? 1 : 0 })
    .where('id', '=', found.repo_id)
    .execute()
}

type Sets = Record<'package_set_id' | 'module_set_id' | 'errata_set_id', number | null>

async function finishSets(tx: Tx, { sets, changedAt }: DemoMirror): Promise<Sets> {
  for (const { id, items, rejects } of Object.values(sets)) {
    await finishPackageSet(tx, id, { items, rejects: rejects.length }, changedAt)
    await insertSetRejects(tx, id, rejects)
  }
  const { packages, modules, errata } = sets
  return {
    package_set_id: packages?.id ?? null,
    module_set_id: modules?.id ?? null,
    errata_set_id: errata?.id ?? null,
  }
}

/** The mirrors that a list gave: of its repository, each with what was read of them. */
async function insertGiven(tx: Tx, mirror: DemoMirror, list: { id: number; repo_id: number }): Promise<number[]> {
  const columns = { repo_id: 'int', type: 'text', url: 'text', from_mirror_id: 'int' } as const
  const rows = mirror.gives.map((url) => [list.repo_id, mirror.type, url, list.id])
  return tx.insertIds('mirror', columns, rows)
}

async function setRead(tx: Tx, id: number, mirror: DemoMirror, sets: Sets): Promise<void> {
  const { checkedAt, confirmedAt, changedAt, checksum } = mirror
  const times = { checked_at: checkedAt, confirmed_at: confirmedAt, changed_at: changedAt }
  await tx.query
    .updateTable('mirror')
    .set({ ...times, ...sets, state: 'ok', last_access_ok: 1, checksum })
    .where('id', '=', id)
    .execute()
}

/** Gives each release the distribution's own repositories of its hosts. */
export async function linkDemoReleases(tx: Tx): Promise<void> {
  await sql`
    insert into os_release_repo (os_release_id, repo_id)
    select distinct v.os_release_id, hr.repo_id
    from host_repo hr join host h on h.id = hr.host_id join os_variant v on v.id = h.os_variant_id
    join repo r on r.id = hr.repo_id
    where r.origin in ('Debian', 'Ubuntu') or r.type <> 'deb'
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

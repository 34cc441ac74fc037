import { sql } from 'kysely'
import type { ReleaseFacts } from '../model/candidate.ts'
import type { PackageType } from '../model/package.ts'
import type { Reject } from '../model/reject.ts'
import type { MirrorState } from '../model/update.ts'
import type { Queryable, Tx } from './open.ts'
import { rowSource } from './row-source.ts'

/** A mirror that is due, with what is known of it. */
export interface DueMirror {
  id: number
  repo_id: number
  repo_name: string
  type: PackageType
  url: string
  state: MirrorState
  reason: string
  fail_count: number
  failing_since: number
  checksum: string
  package_set_id: number | null
  index_url: string
  etag: string
  last_modified: string
  /** Of the repository. */
  valid_until: number
}

/**
 * The mirrors that a refresh reads: enabled and refreshed ones of enabled repositories (of these, or of all), at
 * most `perRepo` each; one that fails comes after those that do not.
 */
export async function listDueMirrors(
  db: Queryable,
  perRepo: number,
  repoIds: readonly number[] | undefined,
): Promise<DueMirror[]> {
  const wanted = repoIds
    ? sql`r.id in (select k.id from ${rowSource(
        db,
        'k',
        { id: 'int' },
        repoIds.map((id) => [id]),
      )})`
    : sql`1 = 1`
  const { rows } = await sql<DueMirror>`
    select * from (
      select m.id, m.repo_id, r.name as repo_name, m.type, m.url, m.state, m.reason, m.fail_count, m.failing_since,
        m.checksum, m.package_set_id, m.index_url, m.etag, m.last_modified, r.valid_until,
        row_number() over (partition by m.repo_id order by case when m.state = 'failing' then 1 else 0 end, m.id) as rank
      from mirror m join repo r on r.id = m.repo_id
      where m.enabled = 1 and m.refresh = 1 and r.enabled = 1 and ${wanted}) as due
    where due.rank <= ${perRepo} order by due.repo_id, due.rank`.execute(db.query)
  return rows
}

/** What a successful reading confirmed. */
export interface Confirmed {
  indexUrl: string
  etag: string
  lastModified: string
  /** Shown although all is well: the Release file has expired. */
  warning: string
}

/** The data in force is still what the mirror has. */
export async function confirmMirror(tx: Tx, mirrorId: number, confirmed: Confirmed, now: number): Promise<void> {
  await tx.query
    .updateTable('mirror')
    .set({ ...succeeded(now), ...toValidators(confirmed) })
    .where('id', '=', mirrorId)
    .execute()
}

/** Puts a set in force with what describes it: one transaction, with the set's own. */
export async function replacePackageSet(
  tx: Tx,
  mirrorId: number,
  set: { id: number; checksum: string; rejectCount: number },
  confirmed: Confirmed,
  now: number,
): Promise<void> {
  await tx.query
    .updateTable('mirror')
    .set({
      ...succeeded(now),
      ...toValidators(confirmed),
      changed_at: now,
      checksum: set.checksum,
      package_set_id: set.id,
      reject_count: set.rejectCount,
    })
    .where('id', '=', mirrorId)
    .execute()
}

function succeeded(now: number) {
  return {
    state: 'ok' as const,
    failing_since: 0,
    fail_count: 0,
    last_access_ok: 1 as const,
    checked_at: now,
    confirmed_at: now,
  }
}

const toValidators = ({ indexUrl, etag, lastModified, warning }: Confirmed) => ({
  index_url: indexUrl,
  etag,
  last_modified: lastModified,
  reason: warning,
})

/** The old data stay in force. After `maxFailures` in a row (-1: never) it is no longer refreshed. */
export async function recordMirrorFailure(
  db: Queryable,
  mirrorId: number,
  reason: string,
  maxFailures: number,
  now: number,
): Promise<void> {
  const isLast = maxFailures < 0 ? sql`0 = 1` : sql`fail_count + 1 >= ${maxFailures}`
  await sql`
    update mirror set state = 'failing', reason = ${reason}, last_access_ok = 0, checked_at = ${now},
      failing_since = case when failing_since = 0 then ${now} else failing_since end,
      refresh = case when ${isLast} then 0 else refresh end, fail_count = fail_count + 1
    where id = ${mirrorId}`.execute(db.query)
}

/** Only hosts can read it: a state, not a failure. */
export async function recordHostOnly(
  tx: Tx,
  mirrorId: number,
  repoId: number,
  reason: string,
  now: number,
): Promise<void> {
  await tx.query
    .updateTable('mirror')
    .set({ state: 'host-only', reason, failing_since: 0, fail_count: 0, last_access_ok: 0, checked_at: now })
    .where('id', '=', mirrorId)
    .execute()
  await tx.query.updateTable('repo').set({ auth_required: 1 }).where('id', '=', repoId).execute()
}

/** What the repository says of itself. */
export async function replaceReleaseFacts(
  tx: Tx,
  repoId: number,
  facts: ReleaseFacts,
  isSecurity: boolean,
): Promise<void> {
  await tx.query
    .updateTable('repo')
    .set({
      auth_required: 0,
      release_security: isSecurity ? 1 : 0,
      origin: facts.origin,
      label: facts.label,
      suite: facts.suite,
      codename: facts.codename,
      release_date: facts.date,
      valid_until: facts.validUntil,
      not_automatic: facts.notAutomatic ? 1 : 0,
      but_automatic_upgrades: facts.butAutomaticUpgrades ? 1 : 0,
    })
    .where('id', '=', repoId)
    .execute()
}

const REJECT_COLUMNS = {
  mirror_id: 'int',
  ordinal: 'int',
  section: 'text',
  position: 'int',
  text: 'text',
  reason: 'text',
} as const

export async function replaceMirrorRejects(tx: Tx, mirrorId: number, rejects: readonly Reject[]): Promise<void> {
  await tx.query.deleteFrom('mirror_reject').where('mirror_id', '=', mirrorId).execute()
  const rows = rejects.map((r, i) => [mirrorId, i, r.section, r.position, r.text, r.reason])
  await tx.insertMany('mirror_reject', REJECT_COLUMNS, rows)
}

/** Of a mirror that has the same set: what was said of that index is true of this one. Answers their count. */
export async function copyMirrorRejects(tx: Tx, mirrorId: number, setId: number): Promise<number> {
  const other = await tx.query
    .selectFrom('mirror')
    .select(['id', 'reject_count'])
    .where('package_set_id', '=', setId)
    .where('id', '<>', mirrorId)
    .orderBy('id')
    .executeTakeFirst()
  await tx.query.deleteFrom('mirror_reject').where('mirror_id', '=', mirrorId).execute()
  if (!other) return 0
  await sql`
    insert into mirror_reject (mirror_id, ordinal, section, position, text, reason)
    select ${mirrorId}, ordinal, section, position, text, reason from mirror_reject
    where mirror_id = ${other.id}`.execute(tx.query)
  return other.reject_count
}

/** The part of a repository that decides about its candidates: to tell whether a refresh changed it. */
export async function getRepoFacts(db: Queryable, repoId: number): Promise<string> {
  const row = await db.query
    .selectFrom('repo')
    .select(['release_security', 'origin', 'label', 'suite', 'codename', 'not_automatic', 'but_automatic_upgrades'])
    .where('id', '=', repoId)
    .executeTakeFirst()
  return JSON.stringify(row)
}

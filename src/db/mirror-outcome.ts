import { sql } from 'kysely'
import type { ReleaseFacts } from '../model/candidate.ts'
import type { Queryable, Tx } from './open.ts'

/** What a reading confirmed. */
export interface Confirmed {
  indexUrl: string
  etag: string
  lastModified: string
  /** undefined: as before. */
  publishedAt: number | undefined
  /** Shown although all is well: the Release file has expired. */
  warning: string
  /** What of the repository could not be read although its packages could; '' for none. */
  failure: string
}

/** A set that comes into force; null: the repository has no such part any more. */
export interface NewSets {
  packages?: { id: number; checksum: string }
  modules?: number | null
  errata?: number | null
}

/**
 * What a mirror was found to have is in force from now on: `sets` that changed, in the transaction that makes them
 * ready, and the state of all of them.
 */
export async function replaceMirrorSets(
  tx: Tx,
  mirrorId: number,
  sets: NewSets,
  confirmed: Confirmed,
  now: number,
): Promise<void> {
  const isChanged = Object.keys(sets).length > 0
  await tx.query
    .updateTable('mirror')
    .set({
      ...(confirmed.failure === '' ? SUCCEEDED : { state: 'failing' as const }),
      failing_since: confirmed.failure === '' ? 0 : sql`case when failing_since = 0 then ${now} else failing_since end`,
      reason: confirmed.failure || confirmed.warning,
      last_access_ok: 1,
      is_mirrorlist: 0,
      checked_at: now,
      confirmed_at: now,
      ...(confirmed.publishedAt !== undefined && { published_at: confirmed.publishedAt }),
      index_url: confirmed.indexUrl,
      etag: confirmed.etag,
      last_modified: confirmed.lastModified,
      ...(isChanged && { changed_at: now }),
      ...(sets.packages && { package_set_id: sets.packages.id, checksum: sets.packages.checksum }),
      ...(sets.modules !== undefined && { module_set_id: sets.modules }),
      ...(sets.errata !== undefined && { errata_set_id: sets.errata }),
    })
    .where('id', '=', mirrorId)
    .execute()
}

const SUCCEEDED = { state: 'ok' as const, fail_count: 0 }

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

/** The part of a repository that decides about its candidates: to tell whether a refresh changed it. */
export async function getRepoFacts(db: Queryable, repoId: number): Promise<string> {
  const row = await db.query
    .selectFrom('repo')
    .select(['release_security', 'origin', 'label', 'suite', 'codename', 'not_automatic', 'but_automatic_upgrades'])
    .where('id', '=', repoId)
    .executeTakeFirst()
  return JSON.stringify(row)
}

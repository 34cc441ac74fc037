import { type SqlBool, sql } from 'kysely'
import type { DistroRelease } from '../model/distro-release.ts'
import type { Condition, Fragment } from './list.ts'
import type { Tx } from './open.ts'

const COLUMNS = {
  distribution: 'text',
  series: 'text',
  version: 'text',
  title: 'text',
  released_at: 'int',
  ends_at: 'int',
  extended_at: 'int',
} as const

/** A distribution has exactly these releases. Systems that do not tell their code name get it by their version. */
export async function replaceDistroReleases(
  tx: Tx,
  distribution: string,
  releases: readonly DistroRelease[],
): Promise<void> {
  await tx.query.deleteFrom('distro_release').where('distribution', '=', distribution).execute()
  const rows = releases.map(({ series, version, title, releasedAt, endsAt, extendedAt }) => {
    return [distribution, series, version, title, releasedAt, endsAt, extendedAt]
  })
  await tx.insertMany('distro_release', COLUMNS, rows)
  await sql`
    update os_release set codename = (select min(d.series) from distro_release d where ${IS_NAMED})
    where codename = '' and exists (select 1 from distro_release d where ${IS_NAMED})`.execute(tx.query)
}

/** `Debian 12`, `Ubuntu 24.04 LTS`. */
const IS_NAMED: Fragment = sql`d.version <> ''
  and lower(os_release.name) in (d.distribution || ' ' || d.version, d.distribution || ' ' || d.version || ' lts')`

/** What its distribution's list says of the OS release `o`. */
export const ofDistroRelease: Fragment = sql`distro_release d on d.distribution = o.distribution and d.series = o.release_key`

/** Whether the day on which updates of the OS release `o` end is over. */
export const hasEnded = (now: number): Condition => sql<SqlBool>`exists (select 1 from distro_release d
  where d.distribution = o.distribution and d.series = o.release_key and d.ends_at > 0 and d.ends_at < ${now - DAY_MS})`

const DAY_MS = 86_400_000

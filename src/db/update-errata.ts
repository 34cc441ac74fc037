import { sql } from 'kysely'
import type { PackageType } from '../model/package.ts'
import type { Queryable } from './open.ts'
import { rowSource } from './row-source.ts'
import type { Flag } from './tables/flag.ts'
import { idList, idSource } from './update-ids.ts'

/** A package that a security erratum of a set says to fix something, or that a set took back. */
export interface FixRow {
  set_id: number
  name_id: number
  advisory: string
  /** `name:stream`; '' outside of modules. */
  module: string
  arch: string
  epoch: string
  version: string
  release: string
  sort_key: Uint8Array
  package_id: number
  retracted: Flag
}

/** Of these names. */
export async function listAdvised(
  db: Queryable,
  setIds: readonly number[],
  nameIds: readonly number[],
): Promise<FixRow[]> {
  if (setIds.length === 0 || nameIds.length === 0) return []
  const { rows } = await sql<FixRow>`
    select f.set_id, p.name_id, e.name as advisory, f.module, p.arch, p.epoch, p.version, p.release, p.sort_key,
      p.id as package_id, s.retracted
    from ${idSource(db, 'k', nameIds)} join package p on p.name_id = k.id and p.type = 'rpm'
    join set_erratum_package f on f.package_id = p.id
    join set_erratum s on s.set_id = f.set_id and s.erratum_id = f.erratum_id
      and (s.security = 1 or s.retracted = 1)
    join erratum e on e.id = f.erratum_id
    where +f.set_id in (${idList(setIds)}) order by p.id, e.id`.execute(db.query)
  return rows
}

/** The errata in force of each feed. */
export async function listFeedSets(db: Queryable): Promise<{ setId: number; distribution: string; release: string }[]> {
  const rows = await db.query
    .selectFrom('feed')
    .select(['set_id', 'source', 'release'])
    .where('set_id', 'is not', null)
    .where('yields', '=', 'errata')
    .orderBy('id')
    .execute()
  return rows.map(({ set_id, source, release }) => ({ setId: Number(set_id), distribution: source, release }))
}

/** A name by which errata of feeds can mean packages of a name. */
export interface MeantName {
  nameId: number
  type: PackageType
  nameOf: 'binary' | 'source'
  category: string
  name: string
}

/** What a security erratum of a feed says of packages of a name. */
export interface FeedFixRow {
  set_id: number
  name_id: number
  advisory: string
  name_of: 'binary' | 'source'
  type: PackageType
  category: string
  name: string
  release: string
  arches: string
  /** `name:stream`; '' outside of modules. */
  module: string
  /** '' for everybody; else a part of Ubuntu Pro. */
  pocket: string
  fixed: string
  fixed_key: Uint8Array
  ranges: string
}

/** For these releases. */
export async function listFeedFixes(
  db: Queryable,
  { feeds, releases }: { feeds: readonly number[]; releases: readonly string[] },
  meant: readonly MeantName[],
): Promise<FeedFixRow[]> {
  if (feeds.length === 0 || meant.length === 0) return []
  const columns = { name_id: 'int', type: 'text', name_of: 'text', category: 'text', name: 'text' } as const
  const rows = meant.map(({ nameId, type, nameOf, category, name }) => [nameId, type, nameOf, category, name])
  const found = await sql<FeedFixRow>`
    select f.set_id, k.name_id, e.name as advisory, f.name_of, f.type, f.category, f.name, f.release, f.arches, f.module,
      f.pocket, f.fixed, f.fixed_key, f.ranges
    from ${rowSource(db, 'k', columns, rows)}
    join erratum_fix f on f.name = k.name and f.type = k.type and f.name_of = k.name_of and f.category = k.category
    join set_erratum s on s.set_id = f.set_id and s.erratum_id = f.erratum_id and s.security = 1
    join erratum e on e.id = f.erratum_id
    where +f.set_id in (${idList(feeds)}) and f.state = 'fixed' and f.release in (${sql.join(['', ...releases])})
    order by k.name_id, f.set_id, f.ordinal`.execute(db.query)
  return found.rows
}

import { type Selectable, sql } from 'kysely'
import type { Erratum, ErratumReference } from '../model/erratum.ts'
import type { Db, Queryable, Tx } from './open.ts'
import { touchSet } from './package-set-build.ts'
import { upsertManyPackages } from './packages-many.ts'
import type { PackageRow } from './packages-write.ts'
import { rowSource } from './row-source.ts'
import type { ErratumFixTable } from './tables/feed.ts'

export interface ErratumRow extends Omit<Erratum, 'packages' | 'products'> {
  /** `updateinfo`, or the source whose feed it is from. */
  source: string
  packages: readonly { row: PackageRow; module: string }[]
  /** What it says of packages without naming builds. */
  fixes: readonly FixRow[]
  /** Of all that is stored of it by its name. */
  checksum: string
  security: boolean
  /** Its vendor took it back: what it brought is not to be installed. */
  retracted: boolean
  releaseIds: readonly number[]
}

export type FixRow = Omit<Selectable<ErratumFixTable>, 'set_id' | 'erratum_id'>

/** Of all OS releases, by name. */
export async function listReleaseIds(db: Queryable): Promise<ReadonlyMap<string, number>> {
  const rows = await db.query.selectFrom('os_release').select(['id', 'name']).execute()
  return new Map(rows.map((row) => [row.name, row.id]))
}

/**
 * Adds errata, each name once, to a set in the making, as one transaction: at most some thousand packages. What is
 * stored of an erratum is written anew where it differs. One that the set has already gains the packages that it
 * lacks, and its CVEs and references; its texts stay those of the first. Throws when the set is gone.
 */
export function insertSetErrata(db: Db, setId: number, errata: readonly ErratumRow[], now: number): Promise<void> {
  return db.transaction(async (tx) => {
    await touchSet(tx, setId, now)
    const sorted = [...errata].sort((a, b) => (a.name < b.name ? -1 : 1))
    const ids = await replaceErrata(tx, setId, sorted)
    const links = sorted.map((erratum) => [
      setId,
      ids.get(erratum.name),
      Number(erratum.security),
      Number(erratum.retracted),
    ])
    await tx.insertMany('set_erratum', LINK_COLUMNS, links)
    // also of one that is known: it may be for a release that no host had when it was first read
    const releases = sorted.flatMap((erratum) => erratum.releaseIds.map((id) => [ids.get(erratum.name), id]))
    await tx.insertMany('erratum_release', { erratum_id: 'int', os_release_id: 'int' }, releases)
    await insertPackages(tx, setId, sorted, ids)
    await insertFixes(tx, setId, sorted, ids)
  })
}

const LINK_COLUMNS = { set_id: 'int', erratum_id: 'int', security: 'int', retracted: 'int' } as const

interface Stored {
  id: number
  name: string
  checksum: string
  /** In this set already. */
  linked: number
  /** Its words are of its vendor's own feed, which is in force. */
  fed: number
}

async function replaceErrata(tx: Tx, setId: number, errata: readonly ErratumRow[]): Promise<Map<string, number>> {
  const names = errata.map((erratum) => erratum.name)
  const known = new Map((await findErrata(tx, setId, names)).map((row) => [row.name, row]))
  const changed = errata.filter(({ name, checksum, source }) => {
    const stored = known.get(name)
    if (!stored) return true
    // what repositories have of it besides would change it back and forth
    if (stored.fed === 1 && source === 'updateinfo') return false
    return stored.linked === 0 && stored.checksum !== checksum
  })
  await upsertErrata(tx, changed)
  const ids = new Map((await findErrata(tx, setId, names)).map((row) => [row.name, row.id]))
  await deleteDetails(
    tx,
    changed.flatMap(({ name }) => known.get(name)?.id ?? []),
  )
  const repeated = errata.filter(({ name }) => known.get(name)?.linked === 1)
  await insertDetails(tx, [...changed, ...repeated], ids)
  return ids
}

async function findErrata(tx: Tx, setId: number, names: readonly string[]): Promise<Stored[]> {
  const rows = names.map((name) => [name])
  const source = rowSource(tx, 'k', { name: 'text' }, rows)
  const found = await sql<Stored>`
    select e.id, e.name, e.checksum,
      case when exists (select 1 from set_erratum s where s.set_id = ${setId} and s.erratum_id = e.id) then 1 else 0 end
        as linked,
      case when exists (select 1 from set_erratum s join feed d on d.set_id = s.set_id
        where s.erratum_id = e.id and d.source = e.source) then 1 else 0 end as fed
    from ${source} join erratum e on e.name = k.name`.execute(tx.query)
  return found.rows
}

const ERRATUM_COLUMNS = {
  name: 'text',
  source: 'text',
  type: 'text',
  severity: 'text',
  title: 'text',
  description: 'text',
  issued_at: 'int',
  updated_at: 'int',
  checksum: 'text',
} as const

const WRITTEN = Object.keys(ERRATUM_COLUMNS).filter((column) => column !== 'name')
const REWRITE = `(name) do update set ${WRITTEN.map((column) => `${column} = excluded.${column}`).join(', ')}, asked_at = 0`

async function upsertErrata(tx: Tx, errata: readonly ErratumRow[]): Promise<void> {
  const rows = errata.map((e) => [
    e.name,
    e.source,
    e.type,
    e.severity,
    e.title,
    e.description,
    e.issuedAt,
    e.updatedAt,
    e.checksum,
  ])
  if (rows.length > 0) await tx.insertMany('erratum', ERRATUM_COLUMNS, rows, REWRITE)
}

async function deleteDetails(tx: Tx, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  await tx.query.deleteFrom('erratum_cve').where('erratum_id', 'in', ids).execute()
  await tx.query.deleteFrom('erratum_reference').where('erratum_id', 'in', ids).execute()
}

async function insertDetails(tx: Tx, errata: readonly ErratumRow[], ids: ReadonlyMap<string, number>): Promise<void> {
  const cves = errata.flatMap(({ name, cves }) => cves.map((cve) => [ids.get(name), cve]))
  await tx.insertMany('erratum_cve', { erratum_id: 'int', cve: 'text' }, cves)
  const toRow = (id: number | undefined, { url, kind, title }: ErratumReference) => [id, url, kind, title]
  const references = errata.flatMap(({ name, references: of }) => of.map((one) => toRow(ids.get(name), one)))
  const columns = { erratum_id: 'int', url: 'text', kind: 'text', title: 'text' } as const
  await tx.insertMany('erratum_reference', columns, references)
}

const PACKAGE_COLUMNS = { package_id: 'int', set_id: 'int', erratum_id: 'int', module: 'text' } as const

async function insertPackages(
  tx: Tx,
  setId: number,
  errata: readonly ErratumRow[],
  ids: ReadonlyMap<string, number>,
): Promise<void> {
  const wanted = errata.flatMap(({ name, packages }) => packages.map((one) => ({ ...one, erratumId: ids.get(name) })))
  const packageIds = await upsertManyPackages(
    tx,
    wanted.map((one) => one.row),
  )
  const links = wanted.map(({ erratumId, module }, i) => [packageIds[i], setId, erratumId, module])
  links.sort((a, b) => Number(a[0]) - Number(b[0]) || Number(a[2]) - Number(b[2]))
  await tx.insertMany('set_erratum_package', PACKAGE_COLUMNS, links)
}

const FIX_COLUMNS = {
  set_id: 'int',
  erratum_id: 'int',
  ordinal: 'int',
  name_of: 'text',
  type: 'text',
  category: 'text',
  name: 'text',
  release: 'text',
  arches: 'text',
  module: 'text',
  pocket: 'text',
  state: 'text',
  note: 'text',
  fixed: 'text',
  fixed_key: 'bytes',
  ranges: 'text',
} as const

async function insertFixes(
  tx: Tx,
  setId: number,
  errata: readonly ErratumRow[],
  ids: ReadonlyMap<string, number>,
): Promise<void> {
  const rows = errata.flatMap(({ name, fixes }) => {
    return fixes.map((f) => [
      ...[setId, ids.get(name), f.ordinal, f.name_of, f.type, f.category],
      ...[f.name, f.release, f.arches, f.module, f.pocket, f.state, f.note, f.fixed, f.fixed_key, f.ranges],
    ])
  })
  rows.sort((a, b) => Number(a[2]) - Number(b[2]))
  await tx.insertMany('erratum_fix', FIX_COLUMNS, rows)
}

import { sql } from 'kysely'
import type { Queryable, Tx } from './open.ts'
import { rowSource } from './row-source.ts'

/** Pending updates of packages of a name end a CVE, on some host: both by id. */
export type SolvedPair = readonly [nameId: number, cveId: number]

/** Works out which. One query, of seconds where updates and CVEs are many. */
export async function listSolvedPairs(db: Queryable): Promise<SolvedPair[]> {
  const { rows } = await sql<{ name_id: number; cve_id: number }>`
    with pending as materialized (
      select u.installed_id, u.candidate_id, m.os_release_id from package_update u cross join cve_package m
      where u.host_count > 0 and m.package_id = u.installed_id and exists (select 1 from host_update x
        cross join host h cross join os_variant v where x.update_id = u.id and x.state = 'pending'
          and h.id = x.host_id and v.id = h.os_variant_id and v.os_release_id = m.os_release_id))
    select distinct p.name_id, pc.cve_id from pending l cross join package p cross join package_cve pc
    where p.id = l.candidate_id and pc.package_id = l.installed_id and pc.os_release_id = l.os_release_id
      and pc.state = 'fixable' and not exists (select 1 from package_cve q
        where q.cve_id = pc.cve_id and q.package_id = l.candidate_id and q.os_release_id = pc.os_release_id)`.execute(
    db.query,
  )
  return rows.map(({ name_id, cve_id }) => [name_id, cve_id])
}

/** Exactly these: only what differs is written. */
export async function replaceSolvedPairs(tx: Tx, pairs: readonly SolvedPair[]): Promise<void> {
  const known = await tx.query.selectFrom('solved_cve').select(['name_id', 'cve_id']).execute()
  const wanted = new Set(pairs.map((pair) => pair.join(' ')))
  const before = new Set(known.map(({ name_id, cve_id }) => `${name_id} ${cve_id}`))
  const gone = known.filter(({ name_id, cve_id }) => !wanted.has(`${name_id} ${cve_id}`))
  const columns = { name_id: 'int', cve_id: 'int' } as const
  if (gone.length > 0) {
    const keys = rowSource(
      tx,
      'k',
      columns,
      gone.map(({ name_id, cve_id }) => [name_id, cve_id]),
    )
    await sql`delete from solved_cve where (name_id, cve_id) in (select k.name_id, k.cve_id from ${keys})`.execute(
      tx.query,
    )
  }
  const added = pairs.filter((pair) => !before.has(pair.join(' ')))
  for (let at = 0; at < added.length; at += 5000) {
    await tx.insertMany('solved_cve', columns, added.slice(at, at + 5000))
  }
}

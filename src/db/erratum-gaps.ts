import { sql } from 'kysely'
import type { ErratumReference } from '../model/erratum.ts'
import { forgetMatches } from './cve-packages.ts'
import type { Queryable, Tx } from './open.ts'

/** Security errata that lack CVEs, a severity or references, and of which nobody was asked since they were written: the newest first. */
export async function listGaps(db: Queryable): Promise<{ id: number; name: string }[]> {
  const { rows } = await sql<{ id: number; name: string }>`
    select e.id, e.name from erratum e where e.asked_at = 0 and e.type = 'security' and (e.severity = ''
      or not exists (select 1 from erratum_cve c where c.erratum_id = e.id)
      or not exists (select 1 from erratum_reference r where r.erratum_id = e.id and r.kind <> 'self'))
    order by e.issued_at desc, e.name desc`.execute(db.query)
  return rows
}

/** What somebody else tells of an erratum. */
export interface Filling {
  cves: readonly string[]
  severity: string
  references: readonly ErratumReference[]
}

/** Adds what an erratum lacks; what it has stays. Answers whether there was anything. */
export async function fillErratum(
  tx: Tx,
  id: number,
  { cves, severity, references }: Filling,
  now: number,
): Promise<boolean> {
  const known = await sql<{ severity: string; cves: number; refs: number }>`
    select e.severity, (select count(*) from erratum_cve c where c.erratum_id = e.id) as cves,
      (select count(*) from erratum_reference r where r.erratum_id = e.id and r.kind <> 'self') as refs
    from erratum e where e.id = ${id}`.execute(tx.query)
  const has = known.rows[0]
  if (!has) return false
  const isSevere = has.severity === '' && severity !== ''
  await tx.query
    .updateTable('erratum')
    .set({ asked_at: now, ...(isSevere && { severity }) })
    .where('id', '=', id)
    .execute()
  const newCves = Number(has.cves) === 0 ? cves : []
  const newReferences = Number(has.refs) === 0 ? references : []
  await tx.insertMany(
    'erratum_cve',
    { erratum_id: 'int', cve: 'text' },
    newCves.map((cve) => [id, cve]),
  )
  await tx.insertMany(
    'erratum_reference',
    { erratum_id: 'int', url: 'text', kind: 'text', title: 'text' },
    newReferences.map(({ url, kind, title }) => [id, url, kind, title]),
  )
  // packages that it fixes have these CVEs
  if (newCves.length > 0) await forgetMatches(tx, await listNames(tx, id))
  return isSevere || newCves.length + newReferences.length > 0
}

/** Of what an erratum says something about. */
async function listNames(tx: Tx, id: number): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from erratum_fix where erratum_id = ${id}
    union select n.name from set_erratum_package x join package p on p.id = x.package_id
      join package_name n on n.id = p.name_id where x.erratum_id = ${id}`.execute(tx.query)
  return rows.map(({ name }) => name)
}

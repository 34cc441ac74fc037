import { sql } from 'kysely'
import { ensureCves } from './cve-writes.ts'
import type { Queryable, Tx } from './open.ts'

/** A CVE that packages on hosts have, or that errata name. */
export interface WantedCve {
  name: string
  /** A source's record of it was read, or looked for and not found. */
  isRead: boolean
}

/** Those that hosts have first, the most urgent first. One query. */
export async function listWantedCves(db: Queryable, source: string): Promise<WantedCve[]> {
  const { rows } = await sql<{ name: string; is_read: number }>`
    select c.name, case when exists (select 1 from cve_source s where s.cve_id = c.id and s.source = ${source})
      then 1 else 0 end as is_read
    from cve c where c.id in (select cve_id from package_cve) or c.name in (select cve from erratum_cve)
    order by case when c.host_count > 0 then 0 else 1 end, c.urgency desc, c.number desc`.execute(db.query)
  return rows.map(({ name, is_read }) => ({ name, isRead: is_read === 1 }))
}

/** Whether records of some were not read yet. */
export async function isMissingRecords(db: Queryable, source: string): Promise<boolean> {
  return (await listWantedCves(db, source)).some(({ isRead }) => !isRead)
}

/** There are no records of these: they are not looked for again before something tells that there are. */
export async function recordAbsent(tx: Tx, source: string, names: readonly string[]): Promise<void> {
  if (names.length === 0) return
  const ids = await ensureCves(tx, names)
  const columns = { cve_id: 'int', source: 'text', checksum: 'text' } as const
  await tx.insertMany(
    'cve_source',
    columns,
    [...ids.values()].map((id) => [id, source, '']),
  )
}

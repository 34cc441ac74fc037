import { sql } from 'kysely'
import { toReleaseKey } from '../model/release-key.ts'
import type { Db } from './open.ts'
import { rowSource } from './row-source.ts'

/** Says of all OS releases by which name errata of feeds know them: an administrator may have renamed one. */
export async function replaceReleaseKeys(db: Db): Promise<void> {
  const rows = await db.query
    .selectFrom('os_release')
    .select(['id', 'name', 'codename', 'distribution', 'release_key'])
    .execute()
  const changed = rows.flatMap((row) => {
    const { distribution = '', release = '' } = toReleaseKey(row) ?? {}
    const isSame = row.distribution === distribution && row.release_key === release
    return isSame ? [] : [[row.id, distribution, release]]
  })
  if (changed.length === 0) return
  const source = rowSource(db, 'k', { id: 'int', distribution: 'text', release: 'text' }, changed)
  await sql`update os_release set distribution = k.distribution, release_key = k.release
    from ${source} where os_release.id = k.id`.execute(db.query)
}

/** The releases that errata of feeds in force say something of, but that they are not affected. */
const SAID = sql`
  select f.erratum_id, o.id as os_release_id from feed d join erratum_fix f on f.set_id = d.set_id
    join os_release o on o.distribution = d.source and o.release_key = f.release where f.state <> 'not-affected'
  union
  select s.erratum_id, o.id from feed d join set_erratum s on s.set_id = d.set_id
    join os_release o on o.distribution = d.source and o.release_key = d.release where d.release <> ''`

/** Errata of feeds are for exactly these releases: also for those that no host ran when they were read. */
export async function linkErratumReleases(db: Db): Promise<void> {
  await db.transaction(async (tx) => {
    await sql`
      delete from erratum_release where erratum_id in (select e.id from erratum e where e.source in (select source from feed))
        and (erratum_id, os_release_id) not in (${SAID})`.execute(tx.query)
    await sql`
      insert into erratum_release (erratum_id, os_release_id) select z.erratum_id, z.os_release_id from (${SAID}) z
      where true on conflict do nothing`.execute(tx.query)
  })
}

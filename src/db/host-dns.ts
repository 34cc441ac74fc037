import { sql } from 'kysely'
import type { Queryable } from './open.ts'
import { rowSource } from './row-source.ts'

export interface DnsHost {
  id: number
  hostname: string
  ip: string
  reverse_dns: string
}

/** Hosts whose reverse DNS is to be compared with their name. */
export function listHostsToCheckDns(db: Queryable, hostIds?: readonly number[]): Promise<DnsHost[]> {
  let hosts = db.query
    .selectFrom('host')
    .select(['id', 'hostname', 'ip', 'reverse_dns'])
    .where('check_dns', '=', 1)
    .where('ip', '<>', '')
  if (hostIds) hosts = hosts.where('id', 'in', sql<number>`(select k.id from ${idSource(db, hostIds)})`)
  return hosts.orderBy('id').execute()
}

/** Writes what reverse DNS says of each host. */
export async function writeReverseDns(db: Queryable, names: readonly [hostId: number, name: string][]): Promise<void> {
  const source = rowSource(db, 'k', { id: 'int', name: 'text' }, names)
  await sql`update host set reverse_dns = (select k.name from ${source} where k.id = host.id)
    where id in (select k.id from ${source})`.execute(db.query)
}

function idSource(db: Queryable, ids: readonly number[]) {
  return rowSource(
    db,
    'k',
    { id: 'int' },
    ids.map((id) => [id]),
  )
}

import { sql } from 'kysely'
import type { Db } from '../../src/db/open.ts'
import { readReportSections } from '../../src/reports/service.ts'
import type { Accepted } from './sender.ts'

/** What is wrong after the crashes, one sentence each; empty when all is well. */
export async function findDamage(db: Db, accepted: readonly Accepted[]): Promise<string[]> {
  const damage = [
    ...(await findLost(db, accepted)),
    ...(await findDoubled(db)),
    ...(await findBrokenHistory(db)),
    ...(await findWrongPackages(db)),
  ]
  return db.dialect === 'sqlite' ? [...damage, ...(await checkFile(db))] : damage
}

/** How many reports wait, in all states but `pending` none does. */
export async function countPending(db: Db): Promise<number> {
  const row = await db.query
    .selectFrom('report')
    .select((e) => e.fn.countAll().as('n'))
    .where('state', '=', 'pending')
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

async function findLost(db: Db, accepted: readonly Accepted[]): Promise<string[]> {
  const rows = await db.query.selectFrom('report').select(['id', 'user_agent', 'hostname', 'state', 'error']).execute()
  const byTag = Map.groupBy(rows, (row) => row.user_agent)
  return accepted.flatMap(({ tag, hostname, reportId }) => {
    const found = byTag.get(tag) ?? []
    const row = found[0]
    if (!row || found.length !== 1) return [`${tag} was accepted and is there ${found.length} times`]
    if (reportId !== 0 && row.id !== reportId) return [`${tag} was answered ${reportId} and is ${row.id}`]
    if (row.hostname !== hostname) return [`${tag} is of ${hostname}, not ${row.hostname}`]
    if (row.state !== 'processed' && row.state !== 'superseded') return [`${tag} ended ${row.state}: ${row.error}`]
    return []
  })
}

async function findDoubled(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string; at: number }>`
    select name, at from host_event group by host_id, at, kind, name, arch, old, new having count(*) > 1`.execute(
    db.query,
  )
  return rows.map(({ name, at }) => `history tells twice of ${name} at ${at}`)
}

/** Each change begins where the one before it ended. */
async function findBrokenHistory(db: Db): Promise<string[]> {
  const events = await db.query
    .selectFrom('host_event')
    .select(['host_id', 'kind', 'name', 'arch', 'old', 'new'])
    .where('kind', 'in', ['installed', 'removed', 'upgraded', 'downgraded'])
    .orderBy('id')
    .execute()
  const now = new Map<string, string>()
  return events.flatMap((event) => {
    const key = `${event.host_id} ${event.name} ${event.arch}`
    const known = now.get(key)
    now.set(key, event.new)
    return known === undefined || known === event.old
      ? []
      : [`history of ${event.name}: ${event.kind} from ${event.old}, but it was ${known}`]
  })
}

/** A host has exactly the packages of the report that is in force. */
async function findWrongPackages(db: Db): Promise<string[]> {
  const hosts = await db.query
    .selectFrom('host')
    .select(['id', 'hostname', 'last_report_id', 'package_count'])
    .execute()
  const damage: string[] = []
  for (const host of hosts) {
    const report = await readReportSections(db, host.last_report_id)
    const said = (report?.packages ?? []).map((p) => `${p.name} ${p.epoch} ${p.version} ${p.release} ${p.arch}`)
    const { rows } = await sql<{ line: string }>`
      select n.name || ' ' || p.epoch || ' ' || p.version || ' ' || p.release || ' ' || p.arch as line
      from host_package hp join package p on p.id = hp.package_id join package_name n on n.id = p.name_id
      where hp.host_id = ${host.id}`.execute(db.query)
    const stored = new Set(rows.map((row) => row.line))
    const wrong = said.filter((line) => !stored.has(line)).length + Math.abs(stored.size - new Set(said).size)
    if (wrong > 0) damage.push(`${host.hostname} differs from report ${host.last_report_id} in ${wrong} packages`)
    if (host.package_count !== stored.size)
      damage.push(`${host.hostname} counts ${host.package_count}, has ${stored.size}`)
  }
  return damage
}

async function checkFile(db: Db): Promise<string[]> {
  const integrity = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db.query)
  const keys = await sql<{ table: string }>`pragma foreign_key_check`.execute(db.query)
  return [
    ...integrity.rows.map((row) => row.integrity_check).filter((text) => text !== 'ok'),
    ...(await listDangling(db)),
    ...keys.rows.map((row) => `a foreign key of ${row.table} points nowhere`),
  ]
}

/** What SQLite does not check by itself. */
async function listDangling(db: Db): Promise<string[]> {
  const { rows } = await sql<{ text: string }>`
    select 'host ' || host_id || ' has package ' || package_id || ', which is gone' as text from host_package
      where package_id not in (select id from package)
    union all
    select 'host ' || host_id || ' has update ' || update_id || ', which is gone' from host_update
      where update_id not in (select id from package_update)
    union all
    select 'package ' || id || ' has no name' from package where name_id not in (select id from package_name)`.execute(
    db.query,
  )
  return rows.map(({ text }) => text)
}

import { sql } from 'kysely'
import type { ReportedModule } from '../model/report.ts'
import { findIdRuns, type IdRun } from './id-runs.ts'
import type { ReportedUpdateRow } from './inventory-reads.ts'
import type { Tx } from './open.ts'
import { rowSource } from './row-source.ts'

/** Rows of a link table that were added or have another value, and ids of those that are gone. */
export interface LinkChanges {
  /** The other table's id and the values beside it. */
  written: (readonly [number, ...(number | string)[]])[]
  removed: number[]
}

export async function changeHostPackages(tx: Tx, hostId: number, changes: LinkChanges): Promise<void> {
  const { runs, others } = findRuns(changes.written)
  const values = { held: 'int', vendor_id: 'int' } as const
  await changeLinks(tx, 'host_package', 'package_id', values, hostId, { ...changes, written: others })
  for (const { first, last, values } of runs) {
    const [held, vendorId] = values
    await sql`insert into host_package (host_id, package_id, held, vendor_id)
      select ${hostId}, p.id, ${held}, ${vendorId} from package p where p.id between ${first} and ${last}
      on conflict (host_id, package_id) do update set held = excluded.held, vendor_id = excluded.vendor_id`.execute(
      tx.query,
    )
  }
}

export function changeHostRepos(tx: Tx, hostId: number, changes: LinkChanges): Promise<void> {
  const values = { priority: 'int', hotfix: 'int', excludes: 'text', includes: 'text' } as const
  return changeLinks(tx, 'host_repo', 'repo_id', values, hostId, changes)
}

export function changeHostModules(tx: Tx, hostId: number, changes: LinkChanges): Promise<void> {
  return changeLinks(tx, 'host_module', 'module_id', { packages: 'text' }, hostId, changes)
}

async function changeLinks(
  tx: Tx,
  table: 'host_package' | 'host_repo' | 'host_module',
  key: string,
  values: Record<string, 'int' | 'text'>,
  hostId: number,
  { written, removed }: LinkChanges,
): Promise<void> {
  if (removed.length > 0) {
    const gone = rowSource(
      tx,
      'gone',
      { id: 'int' },
      removed.map((id) => [id]),
    )
    await sql`delete from ${sql.table(table)} where host_id = ${hostId}
      and ${sql.ref(key)} in (select gone.id from ${gone})`.execute(tx.query)
  }
  if (written.length === 0) return
  const rows = [...written].sort((a, b) => a[0] - b[0]).map((link) => [hostId, ...link])
  const set = Object.keys(values).map((name) => `${name} = excluded.${name}`)
  const conflict = `(host_id, ${key}) do update set ${set.join(', ')}`
  await tx.insertMany(table, { host_id: 'int', [key]: 'int', ...values }, rows, conflict)
}

const UPDATE_COLUMNS = {
  host_id: 'int',
  name: 'text',
  arch: 'text',
  version: 'text',
  repo: 'text',
  security: 'int',
} as const

export async function changeReportedUpdates(
  tx: Tx,
  hostId: number,
  { written, removed }: { written: ReportedUpdateRow[]; removed: ReportedUpdateRow[] },
): Promise<void> {
  if (removed.length > 0) {
    const columns = { name: 'text', arch: 'text', version: 'text' } as const
    const gone = rowSource(
      tx,
      'gone',
      columns,
      removed.map((u) => [u.name, u.arch, u.version]),
    )
    await sql`delete from host_reported_update where host_id = ${hostId} and (name, arch, version) in
      (select gone.name, gone.arch, gone.version from ${gone})`.execute(tx.query)
  }
  const rows = written.map((u) => [hostId, u.name, u.arch, u.version, u.repo, u.security])
  const conflict = '(host_id, name, arch, version) do update set repo = excluded.repo, security = excluded.security'
  if (rows.length > 0) await tx.insertMany('host_reported_update', UPDATE_COLUMNS, rows, conflict)
}

const MODULE_COLUMNS = {
  name: 'text',
  stream: 'text',
  version: 'text',
  context: 'text',
  arch: 'text',
  repo: 'text',
} as const

/** Makes sure that these modules exist; answers their ids, in the order given. */
export async function ensureModules(tx: Tx, modules: readonly ReportedModule[]): Promise<number[]> {
  const rows = modules.map((m) => [m.name, m.stream, m.version, m.context, m.arch, m.repo])
  let known = await findModules(tx, rows)
  if (rows.some((row) => !known.has(row.join('\n')))) {
    const missing = rows.filter((row) => !known.has(row.join('\n')))
    await tx.insertMany('module', MODULE_COLUMNS, missing.sort())
    known = await findModules(tx, rows)
  }
  return rows.map((row) => known.get(row.join('\n')) as number)
}

async function findModules(tx: Tx, rows: string[][]): Promise<Map<string, number>> {
  if (rows.length === 0) return new Map()
  const source = rowSource(tx, 'k', MODULE_COLUMNS, rows)
  const found = await sql<{ id: number; key: string[] } & ReportedModule>`
    select m.id, m.name, m.stream, m.version, m.context, m.arch, m.repo from ${source} join module m on m.name = k.name
    and m.stream = k.stream and m.version = k.version and m.context = k.context and m.arch = k.arch and m.repo = k.repo`.execute(
    tx.query,
  )
  return new Map(found.rows.map((m) => [[m.name, m.stream, m.version, m.context, m.arch, m.repo].join('\n'), m.id]))
}

interface LinkRun extends IdRun {
  values: (number | string)[]
}

/** Long runs of links with equal values, which are written as ranges: to bind a row's values costs more than to store it. */
function findRuns(written: readonly Link[]): { runs: LinkRun[]; others: Link[] } {
  const found: { runs: LinkRun[]; others: Link[] } = { runs: [], others: [] }
  for (const links of groupByValues(written)) {
    const [, ...values] = links[0] as Link
    const { runs, rest } = findIdRuns(links.map((link) => link[0]))
    for (const run of runs) found.runs.push({ ...run, values })
    for (const id of rest) found.others.push([id, ...values])
  }
  return found
}

/** Most hosts have one group: nothing is held back, and nobody told of vendors. */
function groupByValues(links: readonly Link[]): Link[][] {
  const groups: Link[][] = []
  for (const link of links) {
    const group = groups.find(([first]) => first !== undefined && hasEqualValues(first, link))
    if (group) group.push(link)
    else groups.push([link])
  }
  return groups
}

type Link = LinkChanges['written'][number]

function hasEqualValues(a: Link, b: Link): boolean {
  for (let i = 1; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

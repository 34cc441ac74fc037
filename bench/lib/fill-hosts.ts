import { zstdCompressSync } from 'node:zlib'
import { sql } from 'kysely'
import type { Db, Tx } from '../../src/db/open.ts'
import { daysOfChange, type Fleet, type HostState, stateOn } from '../../src/demo/fleet.ts'
import type { FleetHost } from '../../src/demo/fleet-hosts.ts'
import { operatingSystem, receivedAt, reportOn } from '../../src/demo/fleet-reports.ts'
import type { FleetRepo } from '../../src/demo/fleet-repos.ts'
import { isRpm } from '../../src/demo/releases.ts'
import { toOsName } from '../../src/inventory/os-name.ts'
import { insertRpmParts, rpmPriority, suseVendorId } from './fill-rpm-hosts.ts'
import type { PackageIds } from './package-ids.ts'

const HOSTS_A_TRANSACTION = 200
const DAY = 86_400_000

/** Hosts with their packages, repositories, tags, two reports and some history each. */
export async function fillHosts(db: Db, fleet: Fleet, ids: PackageIds, repoIds: Map<FleetRepo, number>): Promise<void> {
  // an index over all rows at once is made faster than it is kept up to date
  const indexes = await dropIndexes(db, 'host_package')
  const variants = new Map<string, number>()
  // bodies are never opened here: a few real ones stand for all
  const bodies = fleet.hosts
    .slice(0, 20)
    .map((host) => zstdCompressSync(Buffer.from(JSON.stringify(reportOn(fleet, host, 0)))))
  for (let i = 0; i < fleet.hosts.length; i += HOSTS_A_TRANSACTION) {
    const part = fleet.hosts.slice(i, i + HOSTS_A_TRANSACTION).map((host) => toFilled(fleet, host))
    for (const { state } of part) await ids.add(state.packages)
    await db.transaction((tx) => insertHosts(tx, part, { ids, repoIds, variants, bodies }))
  }
  for (const index of indexes) await sql.raw(index).execute(db.query)
}

/** Answers the statements that make them again. */
async function dropIndexes(db: Db, table: string): Promise<string[]> {
  const { rows } = await sql<{ name: string; sql: string }>`
    select name, sql from sqlite_master where type = 'index' and tbl_name = ${table} and sql is not null`.execute(
    db.query,
  )
  for (const { name } of rows) await sql.raw(`drop index ${name}`).execute(db.query)
  return rows.map((row) => row.sql)
}

interface FilledHost {
  host: FleetHost
  id: number
  state: HostState
  os: string
  at: number
}

interface Known {
  ids: PackageIds
  repoIds: Map<FleetRepo, number>
  variants: Map<string, number>
  bodies: Buffer[]
}

function toFilled(fleet: Fleet, host: FleetHost): FilledHost {
  const state = stateOn(host, host.lastDay)
  const at = receivedAt(fleet, host, host.lastDay)
  return { host, id: host.index + 1, state, os: operatingSystem(host, state), at }
}

async function insertHosts(tx: Tx, part: FilledHost[], known: Known): Promise<void> {
  for (const { os, host } of part) await ensureVariant(tx, os, host, known.variants)
  const rows = part.map((filled) => toHostRow(filled, known))
  await tx.insertMany('host', HOST_COLUMNS, rows)
  await insertLinks(tx, part, known)
  await insertReports(tx, part, known)
  await insertEvents(tx, part)
}

const HOST_COLUMNS = {
  id: 'int',
  hostname: 'text',
  domain: 'text',
  ip: 'text',
  kernel: 'text',
  arch: 'text',
  os_variant_id: 'int',
  reboot: 'text',
  boot_time: 'int',
  machine_id: 'text',
  client_version: 'text',
  created_at: 'int',
  updated_at: 'int',
  last_report_at: 'int',
  last_report_id: 'int',
  package_count: 'int',
  excludes: 'text',
} as const

function toHostRow({ host, id, state, os, at }: FilledHost, { variants }: Known): unknown[] {
  const newest = state.packages.findLast((v) => v.key.name.startsWith('linux-image-'))?.key.name
  return [
    id,
    host.hostname,
    host.hostname.slice(host.hostname.indexOf('.') + 1),
    host.ip,
    state.kernel,
    'x86_64',
    variants.get(os),
    newest === `linux-image-${state.kernel}` ? 'no' : 'yes',
    at + state.bootDay * DAY,
    host.machineId,
    host.clientVersion,
    at - 300 * DAY,
    at,
    at,
    id * 2,
    state.packages.length,
    isRpm(host.release) ? JSON.stringify([...host.held]) : '[]',
  ]
}

async function ensureVariant(tx: Tx, os: string, host: FleetHost, variants: Map<string, number>): Promise<void> {
  if (variants.has(os)) return
  const { release } = host
  const name = toOsName(os).release
  await tx.insertMany('os_release', { name: 'text', codename: 'text' }, [[name, release.codename]])
  const { id } = await tx.query.selectFrom('os_release').select('id').where('name', '=', name).executeTakeFirstOrThrow()
  const columns = { name: 'text', arch: 'text', os_release_id: 'int' } as const
  const [variantId] = await tx.insertIds('os_variant', columns, [[os, 'x86_64', id]])
  variants.set(os, variantId as number)
}

async function insertLinks(tx: Tx, part: FilledHost[], { ids, repoIds }: Known): Promise<void> {
  const tags = part.flatMap(({ host, id }) => host.tags.map((tag) => [id, tag]))
  await tx.insertMany('host_tag', { host_id: 'int', tag: 'text' }, tags)
  const repos = part.flatMap(({ host, id }) =>
    host.repos.map((repo) => [id, repoIds.get(repo), isRpm(host.release) ? rpmPriority(host, repo) : repo.priority]),
  )
  await tx.insertMany('host_repo', { host_id: 'int', repo_id: 'int', priority: 'int' }, repos)
  await insertRpmParts(tx, part)
  const vendorId = await suseVendorId(tx)
  for (const { host, id, state } of part) {
    const held = isRpm(host.release) ? new Set<string>() : host.held
    const vendor = host.release.family === 'suse' ? vendorId : 0
    const rows = state.packages.map(({ key }) => [id, ids.get(key), held.has(key.name) ? 1 : 0, vendor])
    rows.sort((a, b) => (a[1] as number) - (b[1] as number))
    const columns = { host_id: 'int', package_id: 'int', held: 'int', vendor_id: 'int' } as const
    await tx.insertMany('host_package', columns, rows)
  }
}

const REPORT_COLUMNS = {
  hostname: 'text',
  ip: 'text',
  protocol: 'int',
  user_agent: 'text',
  os: 'text',
  arch: 'text',
  kernel: 'text',
  tags: 'text',
  received_at: 'int',
  state: 'text',
  processed_at: 'int',
  duration_ms: 'int',
  body_hash: 'text',
} as const

async function insertReports(tx: Tx, part: FilledHost[], { bodies }: Known): Promise<void> {
  const rows = part.flatMap(({ host, id, state, os, at }) =>
    [at - DAY, at].map((time) => [
      host.hostname,
      host.ip,
      2,
      `patchman-client/${host.clientVersion}`,
      os,
      'x86_64',
      state.kernel,
      host.tags.join(','),
      time,
      'processed',
      time + 1500,
      12,
      `body-${id % bodies.length}`,
    ]),
  )
  const stored = bodies.map((body, i) => [`body-${i}`, body])
  await tx.insertMany('report_body', { hash: 'text', body: 'bytes' }, stored)
  await tx.insertMany('report', REPORT_COLUMNS, rows)
}

const EVENT_COLUMNS = {
  host_id: 'int',
  at: 'int',
  kind: 'text',
  name: 'text',
  arch: 'text',
  old: 'text',
  new: 'text',
} as const

/** Thirty upgrades of its youngest packages, spread over its patch days. */
async function insertEvents(tx: Tx, part: FilledHost[]): Promise<void> {
  const rows = part.flatMap(({ host, id, state, at }) => {
    const days = daysOfChange(host, 90)
    return state.packages
      .filter(({ day }) => day > -120)
      .slice(0, 30)
      .map(({ key, full }, i) => {
        const time = at + (days[i % days.length] ?? 0) * DAY
        return [id, time, 'upgraded', key.name, key.arch, key.version, full]
      })
  })
  await tx.insertMany('host_event', EVENT_COLUMNS, rows)
}

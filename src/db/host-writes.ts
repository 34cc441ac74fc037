import { sql, type Updateable } from 'kysely'
import type { HostEventKind } from '../model/history.ts'
import { toReleaseKey } from '../model/release-key.ts'
import type { Tx } from './open.ts'
import type { Tables } from './schema.ts'

/** What processing a report needs to know of its host. */
export interface LockedHost {
  id: number
  os_variant_id: number
  boot_time: number
  last_report_at: number
  last_report_id: number
  packages_digest: string
  repos_digest: string
  modules_digest: string
  updates_digest: string
  reported_facts: string
  package_count: number
}

const LOCKED_COLUMNS = [
  'id',
  'os_variant_id',
  'boot_time',
  'last_report_at',
  'last_report_id',
  'packages_digest',
  'repos_digest',
  'modules_digest',
  'updates_digest',
  'reported_facts',
  'package_count',
] as const

/** The host, locked until the transaction ends: reports of one host are applied one after the other. */
export async function lockHost(tx: Tx, hostname: string): Promise<LockedHost | undefined> {
  const query = tx.query.selectFrom('host').select(LOCKED_COLUMNS).where('hostname', '=', hostname)
  return (tx.dialect === 'postgres' ? query.forUpdate() : query).executeTakeFirst()
}

/** Adds a host that has reported for the first time; another transaction may do so at the same time. */
export async function insertHost(
  tx: Tx,
  host: { hostname: string; domain: string; os_variant_id: number; created_at: number },
): Promise<void> {
  await tx.query
    .insertInto('host')
    .values({ ...NEW_HOST, ...host, updated_at: host.created_at })
    .onConflict((conflict) => conflict.column('hostname').doNothing())
    .execute()
}

const NEW_HOST = {
  ip: '',
  reverse_dns: '',
  check_dns: 0,
  host_repos_only: 1,
  kernel: '',
  arch: '',
  reboot: 'unknown',
  reboot_reason: '',
  boot_time: 0,
  machine_id: '',
  client_version: '',
  excludes: '[]',
  repo_order: '[]',
  last_report_at: 0,
  last_report_id: 0,
  packages_digest: '',
  repos_digest: '',
  modules_digest: '',
  updates_digest: '',
  reported_facts: '{}',
  package_count: 0,
  security_count: 0,
  bugfix_count: 0,
  has_unknown: 0,
  updates_as_of: 0,
} as const

export async function updateHost(tx: Tx, id: number, changes: Updateable<Tables['host']>): Promise<void> {
  await tx.query.updateTable('host').set(changes).where('id', '=', id).execute()
}

/** Each section of this report, if it is the one in force, is compared again as if it were new. */
export async function forgetDigests(tx: Tx, hostname: string, reportId: number): Promise<void> {
  await tx.query
    .updateTable('host')
    .set({ packages_digest: '', repos_digest: '', modules_digest: '', updates_digest: '' })
    .where('hostname', '=', hostname)
    .where('last_report_id', '=', reportId)
    .execute()
}

export interface HostEvent {
  at: number
  kind: HostEventKind
  name: string
  arch: string
  old: string
  new: string
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

export async function insertHostEvents(tx: Tx, hostId: number, events: HostEvent[]): Promise<void> {
  if (events.length === 0) return
  const rows = events.map((e) => [hostId, e.at, e.kind, e.name, e.arch, e.old, e.new])
  await tx.insertMany('host_event', EVENT_COLUMNS, rows)
}

export async function changeHostTags(tx: Tx, hostId: number, added: string[], removed: string[]): Promise<void> {
  if (removed.length > 0) {
    await tx.query.deleteFrom('host_tag').where('host_id', '=', hostId).where('tag', 'in', removed).execute()
  }
  if (added.length > 0) {
    const rows = added.map((tag) => [hostId, tag])
    await tx.insertMany('host_tag', { host_id: 'int', tag: 'text' }, rows)
  }
}

export interface OsIdentity {
  variant: string
  arch: string
  codename: string
  release: string
  releaseCodename: string
  cpe: string
}

/** The id of a variant, which is made (with its release) when it is new. A variant keeps the release it has. */
export async function ensureOsVariant(tx: Tx, os: OsIdentity): Promise<number> {
  const known = await findOsVariant(tx, os)
  if (known !== undefined) return known
  const releaseId = await ensureOsRelease(tx, os)
  await tx.query
    .insertInto('os_variant')
    .values({ name: os.variant, arch: os.arch, codename: os.codename, os_release_id: releaseId })
    .onConflict((conflict) => conflict.columns(['name', 'arch']).doNothing())
    .execute()
  const made = await findOsVariant(tx, os)
  if (made === undefined) throw new Error(`no variant ${os.variant} after it was inserted`)
  return made
}

async function findOsVariant(tx: Tx, { variant, arch }: OsIdentity): Promise<number | undefined> {
  const row = await tx.query
    .selectFrom('os_variant')
    .select('id')
    .where('name', '=', variant)
    .where('arch', '=', arch)
    .executeTakeFirst()
  return row?.id
}

async function ensureOsRelease(tx: Tx, { release, releaseCodename, cpe }: OsIdentity): Promise<number> {
  const key = toReleaseKey({ name: release, codename: releaseCodename })
  const { id } = await tx.query
    .insertInto('os_release')
    .values({
      ...{ name: release, codename: releaseCodename, cpe_name: cpe },
      ...{ distribution: key?.distribution ?? '', release_key: key?.release ?? '' },
    })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet({
        codename: sql<string>`case when os_release.codename = '' then excluded.codename else os_release.codename end`,
        cpe_name: sql<string>`case when os_release.cpe_name = '' then excluded.cpe_name else os_release.cpe_name end`,
      }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

import type { Db, Tx } from '../../src/db/open.ts'
import { ensureVendors } from '../../src/db/vendors.ts'
import type { Fleet } from '../../src/demo/fleet.ts'
import type { FleetRepo } from '../../src/demo/fleet-repos.ts'
import type { Candidate } from '../../src/model/candidate.ts'
import { ensureRepos } from '../../src/repos/ensure-service.ts'
import { fillParts } from './fill-parts.ts'
import type { PackageIds } from './package-ids.ts'

/** Repositories, mirrors and their package sets; answers the id of each repository. */
export async function fillRepos(db: Db, fleet: Fleet, ids: PackageIds): Promise<Map<FleetRepo, number>> {
  const { now } = fleet.options
  const reported = fleet.repos.map(({ type, name, id, url, priority }) => ({ type, name, id, priority, urls: [url] }))
  const ensured = await db.transaction((tx) => ensureRepos(tx, reported, { arch: 'x86_64' }, now))
  const repoIds = new Map(fleet.repos.map((repo, i) => [repo, ensured[i]?.repoId as number]))
  for (const [repo, id] of repoIds) await fillRepo(db, repo, id, ids, now)
  return repoIds
}

const SET_COLUMNS = { checksum: 'text', ready: 'int', package_count: 'int', created_at: 'int' } as const
const ENTRY_COLUMNS = { package_id: 'int', set_id: 'int', phased: 'int', vendor_id: 'int' } as const

async function fillRepo(db: Db, repo: FleetRepo, repoId: number, ids: PackageIds, now: number): Promise<void> {
  const candidates = repo.state === 'ok' ? repo.candidates() : []
  await ids.add(candidates.map((c) => ({ key: c, source: c.source, sourceVersion: c.sourceVersion })))
  await db.transaction(async (tx) => {
    const checksum = String(repoId).padStart(64, '0')
    const [setId] = (await tx.insertIds('package_set', SET_COLUMNS, [[checksum, 1, candidates.length, now]])) as [
      number,
    ]
    const vendors = await ensureVendors(
      tx,
      candidates.map((c) => c.vendor),
    )
    const entries = candidates.map((c) => [ids.get(c), setId, c.phased, vendors.get(c.vendor)])
    await tx.insertMany('package_set_entry', ENTRY_COLUMNS, entries)
    await insertObsoletes(tx, setId, candidates, ids)
    await setMirror(tx, repo, repoId, { setId, checksum, now })
    await setFacts(tx, repo, repoId)
  })
  await fillParts(db, repo, repoId, now)
}

async function insertObsoletes(
  tx: Tx,
  setId: number,
  candidates: readonly Candidate[],
  ids: PackageIds,
): Promise<void> {
  const names = new Map((await tx.query.selectFrom('package_name').selectAll().execute()).map((n) => [n.name, n.id]))
  const rows = candidates.flatMap((c) =>
    c.obsoletes.map(({ name, relation, version }) => [names.get(name), setId, ids.get(c), relation, version]),
  )
  const columns = { name_id: 'int', set_id: 'int', package_id: 'int', relation: 'text', version: 'text' } as const
  await tx.insertMany(
    'set_obsolete',
    columns,
    rows.filter(([id]) => id !== undefined),
  )
}

async function setMirror(
  tx: Tx,
  { state, reason }: FleetRepo,
  repoId: number,
  { setId, checksum, now }: { setId: number; checksum: string; now: number },
): Promise<void> {
  const outcome =
    state === 'ok'
      ? { package_set_id: setId, checksum, confirmed_at: now, changed_at: now, last_access_ok: 1 as const }
      : { failing_since: now - 86_400_000, fail_count: 3 }
  await tx.query
    .updateTable('mirror')
    .set({ state, reason, checked_at: now, ...outcome })
    .where('repo_id', '=', repoId)
    .execute()
}

async function setFacts(tx: Tx, { facts, security }: FleetRepo, repoId: number): Promise<void> {
  const { origin, label, suite, codename, date } = facts
  await tx.query
    .updateTable('repo')
    .set({ origin, label, suite, codename, release_date: date, release_security: security ? 1 : 0 })
    .where('id', '=', repoId)
    .execute()
}

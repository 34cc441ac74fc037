import type { Db } from '../../src/db/open.ts'
import { finishPackageSet } from '../../src/db/package-set-build.ts'
import type { FleetRepo } from '../../src/demo/fleet-repos.ts'
import { buildDemoSets } from '../../src/demo/sets-service.ts'

/** Module streams and errata of a repository, as a refresh would have left them. */
export async function fillParts(db: Db, repo: FleetRepo, repoId: number, now: number): Promise<void> {
  const checksum = `parts of ${repoId}`
  const { modules, errata } = await buildDemoSets(db, repo, { checksum, now }, ['modules', 'errata'])
  await db.transaction(async (tx) => {
    for (const set of [modules, errata]) {
      if (set) await finishPackageSet(tx, set.id, { items: set.items, rejects: set.rejectCount }, now)
    }
    if (!modules && !errata) return
    await tx.query
      .updateTable('mirror')
      .set({ ...(modules && { module_set_id: modules.id }), ...(errata && { errata_set_id: errata.id }) })
      .where('repo_id', '=', repoId)
      .where('package_set_id', 'is not', null)
      .execute()
  })
}

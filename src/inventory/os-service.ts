import type { Db } from '../db/open.ts'
import {
  deleteOsRelease,
  deleteUnusedVariants,
  hasOsReleaseNamed,
  listHostsOfRelease,
  listHostsOfVariant,
  type OsReleaseChange,
  replaceReleaseRepos,
  updateOsRelease,
  updateVariantRelease,
} from '../db/os-changes.ts'
import { getOsRelease, getOsVariant } from '../db/os-list.ts'
import { notFound, Problem } from '../lib/problem.ts'
import type { Enqueue } from '../model/job.ts'

export interface OsDeps {
  db: Db
  enqueue: Enqueue
}

export async function changeOsRelease({ db }: OsDeps, id: number, change: OsReleaseChange): Promise<void> {
  if (!(await getOsRelease(db, id))) throw notFound('OS release', id)
  if (change.name !== undefined && (await hasOsReleaseNamed(db, change.name, id))) {
    throw new Problem(409, 'name-taken', `There is an OS release named ${change.name} already.`)
  }
  await updateOsRelease(db, id, change)
}

/** Links exactly these repositories to the release; updates of hosts that look at them are found again. */
export async function setReleaseRepos({ db, enqueue }: OsDeps, id: number, repoIds: readonly number[]): Promise<void> {
  if (!(await getOsRelease(db, id))) throw notFound('OS release', id)
  const unknown = await db.transaction((tx) => replaceReleaseRepos(tx, id, repoIds))
  if (unknown.length > 0) {
    const detail = `There is no repository ${unknown.join(', ')}.`
    throw new Problem(400, 'invalid-input', detail, { ids: [detail] })
  }
  await findUpdates(enqueue, await listHostsOfRelease(db, id))
}

/** Throws a 409 where some host runs it. */
export async function removeOsRelease({ db }: OsDeps, id: number): Promise<void> {
  if (!(await getOsRelease(db, id))) throw notFound('OS release', id)
  const deleted = await db.transaction((tx) => deleteOsRelease(tx, id))
  if (!deleted) throw new Problem(409, 'in-use', 'Some host runs this release.')
}

export async function linkVariant({ db, enqueue }: OsDeps, id: number, releaseId: number): Promise<void> {
  if (!(await getOsVariant(db, id))) throw notFound('OS variant', id)
  if (!(await getOsRelease(db, releaseId))) {
    const detail = `There is no OS release ${releaseId}.`
    throw new Problem(400, 'invalid-input', detail, { release_id: [detail] })
  }
  await updateVariantRelease(db, id, releaseId)
  await findUpdates(enqueue, await listHostsOfVariant(db, id))
}

/** Throws a 409 where some host runs it. */
export async function removeOsVariant({ db }: OsDeps, id: number): Promise<void> {
  if (!(await getOsVariant(db, id))) throw notFound('OS variant', id)
  if ((await deleteUnusedVariants(db, id)) === 0) throw new Problem(409, 'in-use', 'Some host runs this variant.')
}

export function removeUnusedVariants({ db }: OsDeps): Promise<number> {
  return deleteUnusedVariants(db)
}

async function findUpdates(enqueue: Enqueue, hostIds: readonly number[]): Promise<void> {
  if (hostIds.length > 0) await enqueue('find-updates', `host:${hostIds.join(',')}`)
}

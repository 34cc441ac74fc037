import { insertPackageSet } from '../db/package-set-build.ts'
import { removeUnusedSets } from '../db/package-set-remove.ts'
import type { PartKind } from '../model/part.ts'
import type { Reject } from '../model/reject.ts'
import type { BuildDeps } from './build/deps-service.ts'
import { fillErrata } from './build/errata-service.ts'
import { fillModules } from './build/modules-service.ts'
import { fillPackages } from './build/packages-service.ts'
import { SetInMaking } from './build/set-in-making.ts'
import type { RepoFormat } from './format.ts'

/** A set that was built aside: complete, and not in force yet. */
export interface BuiltSet {
  id: number
  checksum: string
  /** Packages, module streams or errata. */
  items: number
  /** The first ones: an index of another format could have one for each line. */
  rejects: Reject[]
  rejectCount: number
}

/** The unpacked file of a part. */
export interface PartToBuild {
  kind: PartKind
  pieces: AsyncIterable<Buffer>
  section: string
  checksum: string
}

/**
 * Writes what a file holds into a set of its own, batch by batch. When that fails, or `signal` aborts, nothing of it
 * is left.
 */
export async function buildSet(deps: BuildDeps, format: RepoFormat, part: PartToBuild): Promise<BuiltSet> {
  const { db, clock, signal } = deps
  const id = await insertPackageSet(db, part.kind, part.checksum, clock())
  const set = new SetInMaking(id, part.section, signal)
  try {
    await FILL[part.kind](deps, set, format, part.pieces)
    return { id, checksum: part.checksum, items: set.items, rejects: set.rejects, rejectCount: set.rejectCount }
  } catch (error) {
    await removeUnusedSets(db, clock(), [id])
    throw error
  }
}

const FILL = { packages: fillPackages, modules: fillModules, errata: fillErrata }

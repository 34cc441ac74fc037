import type { Db } from '../db/open.ts'
import { insertPackageSet, insertSetEntries, removeUnusedSets, type SetRow } from '../db/package-set-build.ts'
import type { Clock } from '../lib/clock.ts'
import type { Candidate } from '../model/candidate.ts'
import { fullVersion } from '../model/package.ts'
import type { Reject } from '../model/reject.ts'
import { schemeOf, sortKey } from '../versions/scheme.ts'
import type { ParsedPart } from './format.ts'

/** A package set that was built aside: complete, and not in force yet. */
export interface BuiltSet {
  id: number
  packageCount: number
  /** The first ones: an index of another format could have one for each line. */
  rejects: Reject[]
  rejectCount: number
}

/** Rows of a transaction: SQLite's write lock is held for some 50 ms. */
const BATCH = 2000
const MAX_REJECTS = 1000

/**
 * Writes what an index holds into a set of its own, batch by batch. When that fails, or `signal` aborts, nothing of
 * it is left.
 */
export async function buildPackageSet(
  { db, clock, signal }: { db: Db; clock: Clock; signal?: AbortSignal },
  parts: AsyncIterable<ParsedPart>,
  checksum: string,
): Promise<BuiltSet> {
  const id = await insertPackageSet(db, checksum, clock())
  const set: BuiltSet = { id, packageCount: 0, rejects: [], rejectCount: 0 }
  try {
    let waiting: Candidate[] = []
    for await (const { candidates, rejects } of parts) {
      signal?.throwIfAborted()
      set.rejectCount += rejects.length
      set.rejects.push(...rejects.slice(0, MAX_REJECTS - set.rejects.length))
      waiting.push(...candidates)
      while (waiting.length >= BATCH) {
        await insertSetEntries(db, id, waiting.slice(0, BATCH).map(toRow), clock())
        set.packageCount += BATCH
        waiting = waiting.slice(BATCH)
      }
    }
    await insertSetEntries(db, id, waiting.map(toRow), clock())
    set.packageCount += waiting.length
    return set
  } catch (error) {
    await removeUnusedSets(db, clock(), [id])
    throw error
  }
}

function toRow(candidate: Candidate): SetRow {
  return { ...candidate, sortKey: sortKey(schemeOf(candidate.type), fullVersion(candidate)) }
}

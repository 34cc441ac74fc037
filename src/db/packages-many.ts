import type { Tx } from './open.ts'
import { type PackageRow, upsertPackages } from './packages-write.ts'

/** What `upsertPackages` takes at once. */
const BATCH = 2000

/** As `upsertPackages`, for any number of them. */
export async function upsertManyPackages(tx: Tx, packages: readonly PackageRow[]): Promise<number[]> {
  const ids: number[] = []
  for (let at = 0; at < packages.length; at += BATCH) {
    ids.push(...(await upsertPackages(tx, packages.slice(at, at + BATCH))))
  }
  return ids
}

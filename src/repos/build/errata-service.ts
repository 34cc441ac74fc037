import { insertSetErrata, listReleaseIds } from '../../db/errata-set-build.ts'
import type { Erratum } from '../../model/erratum.ts'
import type { RepoFormat } from '../format.ts'
import { findNameFault } from '../key-fault.ts'
import type { BuildDeps } from './deps-service.ts'
import { toErratumRow } from './erratum-row-service.ts'
import { asItems, type SetInMaking } from './set-in-making.ts'

/** Errata and their packages of a transaction. */
const BATCH = 6000

export async function fillErrata(
  { db, clock }: BuildDeps,
  set: SetInMaking,
  format: RepoFormat,
  pieces: AsyncIterable<Buffer>,
): Promise<void> {
  if (!format.parseErrata) throw new Error('the format has no errata')
  const releases = await listReleaseIds(db)
  const known = [...releases.keys()]
  const toReleaseIds = (erratum: Erratum) =>
    (format.findReleases?.(erratum, known) ?? []).flatMap((name) => releases.get(name) ?? [])
  await set.fill(
    asItems(format.parseErrata(pieces, set.section), (part) => part.errata),
    {
      weigh: (erratum) => 1 + erratum.packages.length,
      weight: BATCH,
      findFault: (erratum) => findNameFault(erratum.name),
      name: (erratum) => erratum.name,
      write: (batch) => {
        const rows = mergeRepeats(batch).map((erratum) => ({
          ...toErratumRow(erratum, set, 'updateinfo'),
          releaseIds: toReleaseIds(erratum),
          fixes: [],
        }))
        return insertSetErrata(db, set.id, rows, clock())
      },
    },
  )
}

/** An erratum that comes again, as some do for each of their products, adds its packages to the first. */
function mergeRepeats(batch: readonly Erratum[]): Erratum[] {
  const merged = new Map<string, Erratum>()
  for (const erratum of batch) {
    const first = merged.get(erratum.name)
    if (first) first.packages.push(...erratum.packages)
    else merged.set(erratum.name, { ...erratum, packages: [...erratum.packages] })
  }
  return [...merged.values()]
}

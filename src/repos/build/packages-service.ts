import { insertSetEntries, type SetRow } from '../../db/package-set-build.ts'
import type { Candidate } from '../../model/candidate.ts'
import { fullVersion } from '../../model/package.ts'
import { toStorable } from '../../model/storable-text.ts'
import { schemeOf, sortKey } from '../../versions/scheme.ts'
import type { RepoFormat } from '../format.ts'
import { findKeyFault, findNameFault } from '../key-fault.ts'
import type { BuildDeps } from './deps-service.ts'
import { asItems, type SetInMaking } from './set-in-making.ts'

/** Rows of a transaction: SQLite's write lock is held for some 50 ms. */
const BATCH = 2000

export function fillPackages(
  { db, clock }: BuildDeps,
  set: SetInMaking,
  format: RepoFormat,
  pieces: AsyncIterable<Buffer>,
): Promise<void> {
  const parts = format.parsePackages(pieces, set.section)
  return set.fill(
    asItems(parts, (part) => part.candidates),
    {
      weigh: () => 1,
      weight: BATCH,
      findFault: (candidate) => findKeyFault(candidate),
      name: (candidate) => `${candidate.name} ${fullVersion(candidate)} ${candidate.arch}`,
      write: (batch) => insertSetEntries(db, set.id, batch.map(toRow), clock()),
    },
  )
}

function toRow(candidate: Candidate): SetRow {
  return {
    ...candidate,
    vendor: toStorable(candidate.vendor, 255),
    obsoletes: candidate.obsoletes.filter(({ name, version }) => findNameFault(name) === '' && version.length <= 255),
    sortKey: sortKey(schemeOf(candidate.type), fullVersion(candidate)),
  }
}

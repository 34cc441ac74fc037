import { insertSetEntries } from '../../db/package-set-entries.ts'
import type { Candidate, Obsolete } from '../../model/candidate.ts'
import { fullVersion, type Scheme } from '../../model/package.ts'
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
      write: (batch) => insertSetEntries(db, set.id, batch.map(toStorableCandidate), toSortKey, clock()),
    },
  )
}

/** Itself, nearly always. */
function toStorableCandidate(candidate: Candidate): Candidate {
  const vendor = candidate.vendor === '' ? '' : toStorable(candidate.vendor, 255)
  const { obsoletes } = candidate
  if (vendor === candidate.vendor && (obsoletes.length === 0 || obsoletes.every(isStorable))) return candidate
  return { ...candidate, vendor, obsoletes: obsoletes.filter(isStorable) }
}

const isStorable = ({ name, version }: Obsolete) => findNameFault(name) === '' && version.length <= 255

let last: { scheme: Scheme; version: string; key: Uint8Array } | undefined

/** Packages of one source follow each other, and nearly always have its version. */
function toSortKey(candidate: Candidate): Uint8Array {
  const [scheme, version] = [schemeOf(candidate.type), fullVersion(candidate)]
  if (last?.version !== version || last.scheme !== scheme) last = { scheme, version, key: sortKey(scheme, version) }
  return last.key
}

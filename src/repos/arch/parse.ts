import { FetchFailure } from '../../lib/fetch/failure.ts'
import { readTar, readWhole } from '../../lib/tar.ts'
import type { Candidate } from '../../model/candidate.ts'
import { type Reject, toReject } from '../../model/reject.ts'
import type { ParsedPart } from '../format.ts'
import { toCandidate } from './desc.ts'

/** A `desc` has some kilobytes; one with thousands of dependencies has not more than this. */
const MAX_DESC_BYTES = 1_000_000
/** Candidates and rejects that are handed on at once. */
const BATCH = 500

/**
 * Reads a sync database of pacman (a tar archive of a folder a package, each with its `desc`) in bounded memory. A
 * package that cannot be used is a reject. An archive without packages is an empty repository.
 */
export async function* parseArchDatabase(
  pieces: AsyncIterable<Buffer>,
  section: string,
): AsyncGenerator<ParsedPart, void> {
  let part: ParsedPart = { candidates: [], rejects: [] }
  const count = { files: 0, accepted: 0, rejected: 0 }
  for await (const file of readTar(pieces)) {
    if (!/\/desc$/.test(file.name)) continue
    count.files++
    const bytes = await readWhole(file, MAX_DESC_BYTES)
    const found = bytes ? toCandidate(bytes.toString('utf8')) : 'Its description is too large.'
    if (typeof found === 'string') count.rejected++
    else count.accepted++
    add(part, found, () => toReject(section, count.files, file.name.replace(/\/desc$/, ''), found as string))
    if (part.candidates.length + part.rejects.length < BATCH) continue
    yield part
    part = { candidates: [], rejects: [] }
  }
  yield part
  if (count.accepted === 0 && count.rejected > 0) {
    throw new FetchFailure('bad-response', 'the file is not a database of packages')
  }
}

function add(part: ParsedPart, found: Candidate | string, reject: () => Reject): void {
  if (typeof found === 'string') part.rejects.push(reject())
  else part.candidates.push(found)
}

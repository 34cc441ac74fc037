import { FetchFailure } from '../../lib/fetch/failure.ts'
import { wholeLines } from '../../lib/whole-lines.ts'
import type { Candidate } from '../../model/candidate.ts'
import { type Reject, toReject } from '../../model/reject.ts'
import type { ParsedPart } from '../format.ts'
import { SeenPackages } from '../seen-packages.ts'
import { toCandidate } from './candidate.ts'
import { refuseHtml } from './refuse-html.ts'
import { type Stanza, StanzaSplitter } from './stanza.ts'

/**
 * Reads a `Packages` file piece by piece, in bounded memory: of each stanza only what is needed. A stanza that
 * cannot be used is a reject; so is one whose package came before with another checksum (the first counts, as for
 * apt). An empty file is an empty index. Throws a FetchFailure when it is a web page, or holds no package at all.
 */
export async function* parsePackages(pieces: AsyncIterable<Buffer>, section: string): AsyncGenerator<ParsedPart, void> {
  const splitter = new StanzaSplitter()
  const reader = new StanzaReader(section)
  let hasBegun = false
  for await (const lines of wholeLines(pieces)) {
    if (!hasBegun) {
      refuseHtml(lines)
      hasBegun = lines.some((byte) => byte > 0x20)
    }
    yield reader.read(splitter.split(lines))
  }
  yield reader.read(splitter.end())
  if (reader.accepted === 0 && reader.rejected > 0) {
    throw new FetchFailure('bad-response', 'the file is not a list of packages')
  }
}

const OTHER_CHECKSUM = 'The same version came before with another checksum: the first one counts.'
const NOT_UTF8 = 'It is not in UTF-8: what could not be read was replaced. The package is used.'

class StanzaReader {
  readonly #section: string
  readonly #seen = new SeenPackages()
  accepted = 0
  rejected = 0

  constructor(section: string) {
    this.#section = section
  }

  read(stanzas: readonly Stanza[]): ParsedPart {
    const part: ParsedPart = { candidates: [], rejects: [] }
    for (const stanza of stanzas) this.#add(stanza, toCandidate(stanza), part)
    this.accepted += part.candidates.length
    this.rejected += part.rejects.length
    return part
  }

  #add(stanza: Stanza, candidate: Candidate | string, part: ParsedPart): void {
    if (stanza.isGarbled) part.rejects.push(this.#reject(stanza, NOT_UTF8))
    if (typeof candidate === 'string') {
      part.rejects.push(this.#reject(stanza, candidate))
      return
    }
    const seen = this.#seen.compare([stanza.package, stanza.version, stanza.architecture], stanza.checksum)
    if (seen === 'new') part.candidates.push(candidate)
    else if (seen === 'other') part.rejects.push(this.#reject(stanza, OTHER_CHECKSUM))
  }

  #reject(stanza: Stanza, reason: string): Reject {
    const text = [stanza.package, stanza.version, stanza.architecture].filter((part) => part !== '').join(' ')
    return toReject(this.#section, stanza.position, text, reason)
  }
}

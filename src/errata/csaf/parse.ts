import type { FeedPart } from '../../model/feed-erratum.ts'
import { type Reject, toReject } from '../../model/reject.ts'
import type { Read } from '../json-items.ts'
import { toShown } from '../words.ts'
import { type CsafDocument, parseCsafDocument } from './document.ts'
import { type CsafWords, toCsafErratum } from './erratum.ts'
import { readCsafFiles } from './files.ts'

export interface CsafPart {
  document?: CsafDocument
  rejects: Reject[]
}

/**
 * Reads documents of CSAF 2.0, an archive or a sequence (RFC 7464), one at a time. One that cannot be used is a reject.
 * Throws a FetchFailure for what is neither, or is cut.
 */
export async function* parseCsafFiles(
  pieces: AsyncIterable<Buffer>,
  section: string,
  words: readonly string[],
): AsyncGenerator<CsafPart, void> {
  let position = 0
  for await (const { name, text } of readCsafFiles(pieces, words)) {
    position++
    const read: Read<CsafDocument> = text === undefined ? { reason: 'It is too large.' } : parseCsafDocument(text)
    if ('item' in read) yield { document: read.item, rejects: [] }
    else {
      const about = toShown(name || (text ?? ''))
      yield { rejects: [toReject(section, position, about, read.reason)] }
    }
  }
}

/** The same as errata. What was deleted, or is for no release that is known, is told as gone. */
export async function* parseCsafErrata(
  pieces: AsyncIterable<Buffer>,
  section: string,
  words: CsafWords & { ofReleases: readonly string[] },
): AsyncGenerator<FeedPart, void> {
  for await (const { document, rejects } of parseCsafFiles(pieces, section, words.ofReleases)) {
    if (!document) yield { errata: [], rejects }
    else if (document.status === 'deleted') yield { errata: [], rejects, gone: [document.id] }
    else {
      const { erratum, faults } = toCsafErratum(document, words)
      const found = faults.map(({ text, reason }) => toReject(section, 0, toShown(text), reason))
      const isGone = erratum.fixes.length === 0
      yield { errata: isGone ? [] : [erratum], rejects: found, gone: isGone ? [erratum.name] : [] }
    }
  }
}

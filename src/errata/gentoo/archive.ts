import { FetchFailure } from '../../lib/fetch/failure.ts'
import { readTar, readWhole } from '../../lib/tar.ts'
import type { FeedPart } from '../../model/feed-erratum.ts'
import { toReject } from '../../model/reject.ts'
import { toShown } from '../words.ts'
import { parseGlsa } from './parse.ts'

/** The largest that is known has 60 kB. */
const MAX_BYTES = 4_000_000

/**
 * Reads the GLSAs in an archive of the tree, or of them alone. One that cannot be read is a reject. Throws a
 * FetchFailure for what is no archive, is cut, or holds none.
 */
export async function* parseGlsaArchive(
  pieces: AsyncIterable<Buffer>,
  section: string,
): AsyncGenerator<FeedPart, void> {
  let position = 0
  for await (const file of readTar(pieces)) {
    const name = /(?:^|\/)(glsa-\d{6}-\d{1,4}\.xml)$/.exec(file.name)?.[1]
    if (name === undefined) continue
    position++
    const content = await readWhole(file, MAX_BYTES)
    if (content) yield* parseOne(content, name, section, position)
    else yield toRejected(section, position, name, `It is larger than ${MAX_BYTES} bytes.`)
  }
  if (position === 0) throw new FetchFailure('bad-response', 'the archive holds no GLSA')
}

async function* parseOne(
  content: Buffer,
  name: string,
  section: string,
  position: number,
): AsyncGenerator<FeedPart, void> {
  try {
    yield* parseGlsa(toPieces(content), section)
  } catch (error) {
    if (!(error instanceof FetchFailure)) throw error
    yield toRejected(section, position, name, `It cannot be read: ${error.reason}.`)
  }
}

async function* toPieces(content: Buffer): AsyncGenerator<Buffer, void> {
  if (content.length > 0) yield content
}

function toRejected(section: string, position: number, name: string, reason: string): FeedPart {
  return { errata: [], rejects: [toReject(section, position, toShown(name), reason)] }
}

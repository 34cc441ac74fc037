import { createHash } from 'node:crypto'
import { decompress } from '../lib/decompress/decompress.ts'
import { FetchFailure } from '../lib/fetch/failure.ts'
import type { IndexFile } from './format.ts'

/** No index is as large; the largest primary.xml have some 500 MB. */
const MAX_UNPACKED_BYTES = 2_000_000_000
/** Indexes shrink to a tenth or a twentieth, a file of one character to a thousandth and less. */
const MAX_RATIO = 250
const ALWAYS_ALLOWED_BYTES = 32_000_000

/** The unpacked file, of `packedSize` bytes. Throws at its end when it is not what was listed. */
export async function* unpack(
  pieces: AsyncIterable<Buffer>,
  file: IndexFile,
  packedSize: number,
): AsyncGenerator<Buffer, void> {
  const { plainChecksum: expected, section, listedBy } = file
  const hash = expected && createHash(expected.algorithm)
  for await (const piece of decompress(pieces, { maxBytes: bound(file, packedSize) })) {
    hash?.update(piece)
    yield piece
  }
  if (hash && hash.digest('hex') !== expected?.hex) {
    throw new FetchFailure('bad-checksum', `${section} unpacks to another file than the ${listedBy} lists`)
  }
}

function bound({ plainSize }: IndexFile, packedSize: number): number {
  const plausible = Math.max(ALWAYS_ALLOWED_BYTES, packedSize * MAX_RATIO)
  // a listed size that is wrong by a little is told by the checksum
  const listed = plainSize > 0 ? Math.max(ALWAYS_ALLOWED_BYTES, plainSize) : MAX_UNPACKED_BYTES
  return Math.min(MAX_UNPACKED_BYTES, plausible, listed)
}

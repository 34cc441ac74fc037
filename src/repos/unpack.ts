import { createHash } from 'node:crypto'
import { decompress } from '../lib/decompress/decompress.ts'
import { FetchFailure } from '../lib/fetch/failure.ts'
import type { IndexFile } from './format.ts'

/** No index is as large; Debian's main has 50 MB. */
const MAX_UNPACKED_BYTES = 2_000_000_000

/** The unpacked index. Throws at its end when it is not what was listed. */
export async function* unpack(pieces: AsyncIterable<Buffer>, file: IndexFile): AsyncGenerator<Buffer, void> {
  const hash = file.plainSha256 === '' ? undefined : createHash('sha256')
  for await (const piece of decompress(pieces, { maxBytes: MAX_UNPACKED_BYTES })) {
    hash?.update(piece)
    yield piece
  }
  if (hash && hash.digest('hex') !== file.plainSha256) {
    throw new FetchFailure('bad-checksum', `${file.section} unpacks to another file than the Release file lists`)
  }
}

import { FetchFailure } from './fetch/failure.ts'

const NEWLINE = 10
/** No line of an index comes near: a file without line breaks must not fill the memory. */
const MAX_LINE = 4 * 1024 * 1024

/** Pieces of whole lines: each ends with a line break, but for the last of a file that does not. */
export async function* wholeLines(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const piece of pieces) {
    const end = piece.lastIndexOf(NEWLINE) + 1
    if (end === 0) {
      rest = Buffer.concat([rest, piece])
      if (rest.length > MAX_LINE) throw new FetchFailure('bad-response', 'it is not a text of lines: one has no end')
      continue
    }
    yield rest.length === 0 ? piece.subarray(0, end) : Buffer.concat([rest, piece.subarray(0, end)])
    // a copy: a part of it would keep the whole piece
    rest = Buffer.from(piece.subarray(end))
  }
  if (rest.length > 0) yield rest
}

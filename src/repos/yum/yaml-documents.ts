import { FetchFailure } from '../../lib/fetch/failure.ts'
import { wholeLines } from '../../lib/whole-lines.ts'

/** The largest that are known have some 100 kB. */
const MAX_DOCUMENT = 8_000_000

/** The documents of a YAML stream, one at a time, as they are written; those of nothing but blanks are left out. */
export async function* readDocuments(pieces: AsyncIterable<Buffer>): AsyncGenerator<string, void> {
  let open: string[] = []
  let length = 0
  const close = () => {
    const document = open.join('')
    open = []
    length = 0
    return document
  }
  // whole lines: no character is cut, no separator missed
  for await (const lines of wholeLines(pieces)) {
    const parts = lines.toString().split(SEPARATOR)
    for (const [i, part] of parts.entries()) {
      if (i > 0) {
        const document = close()
        if (HAS_CONTENT.test(document)) yield document
      }
      open.push(part)
      length += part.length
      if (length > MAX_DOCUMENT) {
        throw new FetchFailure('bad-response', `a YAML document is larger than ${MAX_DOCUMENT / 1e6} MB`)
      }
    }
  }
  const last = close()
  if (HAS_CONTENT.test(last)) yield last
}

/** No text of a document can begin a line in this way: YAML 1.2, 9.1.2. */
const SEPARATOR = /^(?:---|\.\.\.)(?=\s|$)/m
/** A line that is neither blank, a comment nor a directive. */
const HAS_CONTENT = /^\ufeff?[ \t]*[^\s#%]/m

import { FetchFailure } from '../../lib/fetch/failure.ts'
import { refuseWebPage } from '../../lib/web-page.ts'
import { wholeLines } from '../../lib/whole-lines.ts'
import type { FeedPart } from '../../model/feed-erratum.ts'
import { EntryReader } from './entry.ts'

/**
 * Reads the security tracker's list of DSAs or DLAs, entry by entry, in bounded memory. A line that cannot be used is
 * a reject and its entry stays, without it. The same name can come twice: then both count. Throws a FetchFailure for
 * what is no such list, or is cut.
 */
export async function* parseDebianList(pieces: AsyncIterable<Buffer>, section: string): AsyncGenerator<FeedPart, void> {
  const reader = new EntryReader(section)
  const decoder = new TextDecoder()
  let isFirst = true
  let last = ''
  for await (const lines of wholeLines(pieces)) {
    last = decoder.decode(lines, { stream: true })
    if (isFirst) refuseOthers(last)
    isFirst = false
    yield reader.read(last)
  }
  if (isFirst) throw new FetchFailure('bad-response', 'the list is empty')
  // half a version would be another one
  if (!last.endsWith('\n')) throw new FetchFailure('truncated', 'the list ends in the middle of a line')
  yield reader.end()
}

/** What begins with something else is not the list: none has a head. */
function refuseOthers(text: string): void {
  refuseWebPage(text, 'the list')
  if (!/^\s*\[\d{1,2} [A-Z][a-z]{2} \d{4}\]/.test(text)) {
    throw new FetchFailure('bad-response', 'it is not a list of DSAs or DLAs: it does not begin with a dated entry')
  }
}

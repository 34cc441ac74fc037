import { FetchFailure } from '../../lib/fetch/failure.ts'
import { readTar } from '../../lib/tar.ts'
import { toReject } from '../../model/reject.ts'
import type { ParsedPart } from '../format.ts'
import { toCandidate } from './record.ts'

/** No record is longer: the largest lists some thousand libraries. */
const MAX_RECORD_CHARS = 4_000_000

/**
 * Reads `APKINDEX.tar.gz`, unpacked (a signature segment, then an archive with DESCRIPTION and APKINDEX), in bounded
 * memory. A record that cannot be used is a reject. Throws a FetchFailure where there is no APKINDEX in it.
 */
export async function* parseApkIndex(pieces: AsyncIterable<Buffer>, section: string): AsyncGenerator<ParsedPart, void> {
  let isFound = false
  for await (const file of readTar(pieces)) {
    if (file.name.replace(/^\.\//, '') !== 'APKINDEX') continue
    isFound = true
    yield* readRecords(file.content, section)
  }
  if (!isFound) throw new FetchFailure('bad-response', 'the archive holds no APKINDEX')
}

async function* readRecords(content: AsyncIterable<Buffer>, section: string): AsyncGenerator<ParsedPart, void> {
  const decoder = new TextDecoder()
  let position = 0
  let rest = ''
  for await (const piece of content) {
    rest += decoder.decode(piece, { stream: true })
    const end = rest.lastIndexOf('\n\n')
    if (end < 0) {
      if (rest.length > MAX_RECORD_CHARS) throw new FetchFailure('bad-response', 'a record of the index never ends')
      continue
    }
    const records = rest.slice(0, end).split(/\n{2,}/)
    rest = rest.slice(end + 2)
    yield toPart(records, section, position)
    position += records.length
  }
  yield toPart([rest + decoder.decode()], section, position)
}

function toPart(records: readonly string[], section: string, before: number): ParsedPart {
  const part: ParsedPart = { candidates: [], rejects: [] }
  records.forEach((record, i) => {
    const lines = record.split('\n').filter((line) => line !== '')
    if (lines.length === 0) return
    const found = toCandidate(lines)
    if (typeof found !== 'string') part.candidates.push(found)
    else part.rejects.push(toReject(section, before + i + 1, lines.slice(0, 4).join(' '), found))
  })
  return part
}

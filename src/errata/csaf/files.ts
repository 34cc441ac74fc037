import { FetchFailure } from '../../lib/fetch/failure.ts'
import { readTar, readWhole } from '../../lib/tar.ts'
import { peekSequence, readTexts } from '../text-sequence.ts'

/** The largest that are known have some 30 MB: kernels, for all products. */
const MAX_BYTES = 128_000_000

export interface CsafFile {
  /** In an archive; '' else. */
  name: string
  /** undefined where it is too large. */
  text: string | undefined
}

/**
 * Documents one by one: those of a sequence, or of an archive, of which those are passed by that `words` says nothing
 * of: a look at the bytes is a hundred times cheaper than to read them. Throws a FetchFailure for what is no archive, is
 * cut, or holds no documents.
 */
export async function* readCsafFiles(
  pieces: AsyncIterable<Buffer>,
  words: readonly string[],
): AsyncGenerator<CsafFile, void> {
  const { isSequence, all } = await peekSequence(pieces)
  if (isSequence) for await (const text of readTexts(all)) yield { name: '', text }
  else yield* readArchive(all, words)
}

async function* readArchive(pieces: AsyncIterable<Buffer>, words: readonly string[]): AsyncGenerator<CsafFile, void> {
  let count = 0
  for await (const file of readTar(pieces)) {
    if (!file.name.endsWith('.json')) continue
    count++
    const content = await readWhole(file, MAX_BYTES)
    if (!content) yield { name: file.name, text: undefined }
    else if (words.some((word) => content.includes(word))) yield { name: file.name, text: content.toString() }
  }
  if (count === 0) throw new FetchFailure('bad-response', 'the archive holds no advisories')
}

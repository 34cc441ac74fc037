import { refuseWebPage } from '../lib/web-page.ts'
import type { ReadContext } from './feed.ts'

/** Reads a small file into memory. Throws a FetchFailure, also for a web page in its place. */
export async function fetchText(
  { fetcher, signal }: { fetcher: ReadContext['fetcher']; signal?: AbortSignal | undefined },
  url: string,
  maxBytes: number,
): Promise<string> {
  const answer = await fetcher.get(url, { maxBytes, ...(signal && { signal }) })
  if (answer.status !== 'ok') throw new Error('not asked for with validators')
  const pieces: Buffer[] = []
  for await (const piece of answer.body) pieces.push(piece)
  const text = Buffer.concat(pieces).toString('utf8')
  refuseWebPage(text, 'the file')
  return text
}

import type { ReadContext } from './feed.ts'

/** Reads a small file into memory. Throws a FetchFailure. */
export async function fetchText(
  { fetcher, signal }: { fetcher: ReadContext['fetcher']; signal?: AbortSignal | undefined },
  url: string,
  maxBytes: number,
): Promise<string> {
  const answer = await fetcher.get(url, { maxBytes, ...(signal && { signal }) })
  if (answer.status !== 'ok') throw new Error('not asked for with validators')
  const pieces: Buffer[] = []
  for await (const piece of answer.body) pieces.push(piece)
  return Buffer.concat(pieces).toString('utf8')
}

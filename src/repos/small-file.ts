import { decompress } from '../lib/decompress/decompress.ts'
import { isAbsent } from './fetch-part.ts'
import type { ReadContext, Validators } from './format.ts'

/** A file that is read into memory: what lists the others. */
export interface SmallFile {
  /** As it is on the server. */
  packed: Buffer
  body: Buffer
  validators: Validators
}

const MAX_BYTES = 16 * 1024 * 1024

/**
 * Reads it, unpacked by what its first bytes say. `unchanged` is answered only where the mirror's validators are of
 * that file and may be used.
 */
export async function fetchSmallFile(context: ReadContext, url: string): Promise<SmallFile | 'unchanged' | 'absent'> {
  const { fetcher, mirror, force, signal } = context
  const mayBeUnchanged = mirror.indexUrl === url && !force && mirror.expected === undefined
  const stored = mayBeUnchanged ? { etag: mirror.etag, lastModified: mirror.lastModified } : {}
  try {
    const answer = await fetcher.get(url, { ...stored, maxBytes: MAX_BYTES, ...(signal && { signal }) })
    if (answer.status === 'not-modified') return 'unchanged'
    const packed = await readAll(answer.body)
    const body = await readAll(decompress(toPieces(packed), { maxBytes: MAX_BYTES }))
    return { packed, body, validators: { indexUrl: url, etag: answer.etag, lastModified: answer.lastModified } }
  } catch (error) {
    if (isAbsent(error) && error.code === 'http-404') return 'absent'
    throw error
  }
}

/** In pieces, as the parsers take it. */
export async function* toPieces(data: Buffer): AsyncGenerator<Buffer, void> {
  if (data.length > 0) yield data
}

async function readAll(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}

import { pipeline, Readable, type Transform } from 'node:stream'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import { FetchFailure } from '../fetch/failure.ts'
import { decodeBzip2 } from './bzip2.ts'
import { type CompressionFormat, detectFormat, MAGIC_LENGTH } from './format.ts'
import { tooLarge } from './too-large.ts'
import { decodeXz } from './xz.ts'
import { splitZstdFrames } from './zstd-frames.ts'

export type Pieces = AsyncIterable<Buffer>

export interface DecompressOptions {
  /** Bound of what comes out: a small file can hold terabytes of zeros. */
  maxBytes: number
}

/**
 * Decodes xz, bzip2, gzip, zstd (several streams or frames in one file too) or passes plain bytes on, by what the
 * first bytes say. Streams in bounded memory. Throws a FetchFailure: `truncated` when the end is missing, in every
 * format that can tell; `bad-compression`; `too-large`; errors of the input pass through.
 */
export async function* decompress(input: Pieces, { maxBytes }: DecompressOptions): AsyncGenerator<Buffer, void> {
  const { start, pieces } = await peek(input)
  const format = detectFormat(start)
  let bytes = 0
  try {
    for await (const piece of DECODERS[format](pieces, maxBytes)) {
      bytes += piece.length
      if (bytes > maxBytes) throw tooLarge(maxBytes)
      yield piece
    }
  } catch (error) {
    throw toFailure(error, format)
  }
}

const DECODERS: Record<CompressionFormat, (pieces: Pieces, maxBytes: number) => Pieces> = {
  plain: (pieces) => pieces,
  gz: (pieces) => through(pieces, createGunzip({ chunkSize: PIECE })),
  zst: (pieces) => through(splitZstdFrames(pieces), createZstdDecompress({ chunkSize: PIECE })),
  xz: (pieces) => decodeXz(pieces),
  bz2: (pieces, maxBytes) => decodeBzip2(pieces, maxBytes),
}

const PIECE = 65_536

/** The first bytes, and all pieces from the start. */
async function peek(input: Pieces): Promise<{ start: Buffer; pieces: Pieces }> {
  const iterator = input[Symbol.asyncIterator]()
  let start: Buffer = Buffer.alloc(0)
  while (start.length < MAGIC_LENGTH) {
    const next = await iterator.next()
    if (next.done) break
    start = start.length === 0 ? next.value : Buffer.concat([start, next.value])
  }
  return { start, pieces: resume(start, iterator) }
}

async function* resume(start: Buffer, iterator: AsyncIterator<Buffer>): AsyncGenerator<Buffer, void> {
  try {
    if (start.length > 0) yield start
    for (;;) {
      const next = await iterator.next()
      if (next.done) return
      yield next.value
    }
  } finally {
    await iterator.return?.()
  }
}

/** An error of the input destroys the transform with that error; leaving the loop destroys both. */
function through(pieces: Pieces, transform: Transform): Pieces {
  pipeline(Readable.from(pieces), transform, () => {})
  return transform
}

const TRUNCATED = /unexpected end of file|failed to fill whole buffer|incomplete|input EOF/i

function toFailure(error: unknown, format: CompressionFormat): unknown {
  if (error instanceof FetchFailure || !(error instanceof Error)) return error
  if (TRUNCATED.test(error.message)) {
    return new FetchFailure('truncated', `the ${format} file ends before its end`, { cause: error })
  }
  return new FetchFailure('bad-compression', `it is not valid ${format}: ${error.message}`, { cause: error })
}

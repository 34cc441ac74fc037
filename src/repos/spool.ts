import { createHash } from 'node:crypto'
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Checksum } from './checksum.ts'

/** A downloaded file: whole and checked before anything is done with it. */
export interface Spool {
  /** SHA-256, hex. */
  sha256: string
  size: number
  /** Whether its content has the checksum that it was spooled for, or none was asked for. */
  isExpected: boolean
  read(): AsyncGenerator<Buffer, void>
  close(): Promise<void>
}

const PIECE = 65_536

/** Writes the pieces to a nameless temporary file: it is gone with this process, however that ends. */
export async function spool(pieces: AsyncIterable<Buffer>, expected?: Checksum): Promise<Spool> {
  const file = await openNameless()
  const sha256 = createHash('sha256')
  const other = expected && expected.algorithm !== 'sha256' ? createHash(expected.algorithm) : undefined
  let size = 0
  try {
    for await (const piece of pieces) {
      sha256.update(piece)
      other?.update(piece)
      await file.write(piece, 0, piece.length, size)
      size += piece.length
    }
  } catch (error) {
    await file.close()
    throw error
  }
  const hex = sha256.digest('hex')
  return {
    sha256: hex,
    size,
    isExpected: expected === undefined || expected.hex === (other?.digest('hex') ?? hex),
    read: () => read(file, size),
    close: () => file.close(),
  }
}

async function openNameless(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), 'patchman-'))
  try {
    return await open(join(folder, 'index'), 'wx+', 0o600)
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function* read(file: FileHandle, size: number): AsyncGenerator<Buffer, void> {
  for (let at = 0; at < size; ) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(PIECE), 0, PIECE, at)
    if (bytesRead === 0) throw new Error('temporary file is shorter than what was written')
    at += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}

import { FetchFailure } from './fetch/failure.ts'

/** A file of an archive. */
export interface TarFile {
  name: string
  size: number
  /** Read it before the next file is asked for, or not at all. */
  content: AsyncGenerator<Buffer, void>
}

/**
 * The regular files of a tar archive in bounded memory: ustar and pax as POSIX 1003.1 has them, GNU's long names;
 * several archives in one stream, also where one has no end. Throws a FetchFailure for what is no archive
 * (`bad-response`), or ends too early (`truncated`).
 */
export async function* readTar(pieces: AsyncIterable<Buffer>): AsyncGenerator<TarFile, void> {
  const reader = new BlockReader(pieces)
  let told: Told = {}
  let block = await reader.block()
  if (!block) throw notTar('it is empty')
  for (; block; block = await reader.block()) {
    // two of them end an archive; another one may follow
    if (block.every((byte) => byte === 0)) continue
    const header = readHeader(block)
    const size = told.size ?? header.size
    if (header.kind in EXTENSIONS) {
      told = { ...told, ...EXTENSIONS[header.kind]?.(await reader.whole(header.size)) }
      continue
    }
    const content = reader.content(size)
    if (header.kind === '0' || header.kind === '\0') yield { name: told.name ?? header.name, size, content }
    // what nobody read
    for await (const _ of content);
    await reader.endOf(size)
    told = {}
  }
}

/** All of a small file; undefined when it is larger. */
export async function readWhole({ size, content }: TarFile, maxBytes: number): Promise<Buffer | undefined> {
  if (size > maxBytes) return undefined
  const pieces: Buffer[] = []
  for await (const piece of content) pieces.push(piece)
  return Buffer.concat(pieces)
}

/** What an extension says of the file that follows. */
interface Told {
  name?: string
  size?: number
}

/** By the kind of their header: what is in them is text. */
const EXTENSIONS: Record<string, (content: Buffer) => Told> = {
  L: (content) => ({ name: toText(content) }),
  x: readPax,
  g: () => ({}),
  K: () => ({}),
}

/** Records `<length> <key>=<value>\n`; the length counts all of the record. */
function readPax(content: Buffer): Told {
  const told: Told = {}
  for (let at = 0; at < content.length; ) {
    const space = content.indexOf(0x20, at)
    const length = Number(content.toString('latin1', at, space))
    if (space < 0 || !(length > space - at) || at + length > content.length) throw notTar('a broken pax header')
    const [key, ...value] = content.toString('utf8', space + 1, at + length - 1).split('=')
    if (key === 'path') told.name = value.join('=')
    if (key === 'size') told.size = toSize(value.join('='), 10)
    at += length
  }
  return told
}

const BLOCK = 512
const MAX_EXTENSION = 1_000_000

function readHeader(block: Buffer): { name: string; size: number; kind: string } {
  let sum = 8 * 0x20
  for (let i = 0; i < BLOCK; i++) if (i < 148 || i >= 156) sum += block[i] as number
  if (Number.parseInt(toText(block.subarray(148, 156)), 8) !== sum) throw notTar('a header has another checksum')
  const name = toText(block.subarray(0, 100))
  const prefix = block.toString('latin1', 257, 262) === 'ustar' ? toText(block.subarray(345, 500)) : ''
  const isBinary = ((block[124] as number) & 0x80) !== 0
  const size = isBinary ? Number(block.readBigUInt64BE(128)) : toSize(toText(block.subarray(124, 136)).trim() || '0', 8)
  if (!Number.isSafeInteger(size)) throw notTar('a file of an impossible size')
  return { name: prefix === '' ? name : `${prefix}/${name}`, size, kind: String.fromCharCode(block[156] as number) }
}

function toSize(digits: string, base: 8 | 10): number {
  if (!(base === 8 ? /^[0-7]+$/ : /^\d+$/).test(digits)) throw notTar('a file without a size')
  return Number.parseInt(digits, base)
}

function toText(bytes: Buffer): string {
  const end = bytes.indexOf(0)
  return bytes.toString('utf8', 0, end < 0 ? bytes.length : end)
}

const notTar = (detail: string) => new FetchFailure('bad-response', `the file is not a tar archive: ${detail}`)
const cut = () => new FetchFailure('truncated', 'the archive ends in the middle of a file')

/** Takes a stream apart by lengths. */
class BlockReader {
  readonly #pieces: AsyncIterator<Buffer>
  #rest: Buffer = Buffer.alloc(0)

  constructor(pieces: AsyncIterable<Buffer>) {
    this.#pieces = pieces[Symbol.asyncIterator]()
  }

  /** undefined at the end. */
  async block(): Promise<Buffer | undefined> {
    const block = await this.#take(BLOCK)
    if (block.length === 0) return undefined
    if (block.length < BLOCK) throw block.every((byte) => byte === 0) ? cut() : notTar('it is too short')
    return block
  }

  async whole(size: number): Promise<Buffer> {
    if (size > MAX_EXTENSION) throw notTar('a header is too large')
    const content = await this.#take(size)
    if (content.length < size) throw cut()
    await this.endOf(size)
    return content
  }

  async *content(size: number): AsyncGenerator<Buffer, void> {
    for (let left = size; left > 0; ) {
      const piece = await this.#some(left)
      if (piece.length === 0) throw cut()
      left -= piece.length
      yield piece
    }
  }

  /** Passes what fills the last block of a file. */
  async endOf(size: number): Promise<void> {
    const padding = (BLOCK - (size % BLOCK)) % BLOCK
    if ((await this.#take(padding)).length < padding) throw cut()
  }

  async #take(size: number): Promise<Buffer> {
    const parts: Buffer[] = []
    for (let left = size; left > 0; ) {
      const piece = await this.#some(left)
      if (piece.length === 0) break
      left -= piece.length
      parts.push(piece)
    }
    return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts)
  }

  /** At least one byte, at most so many; none at the end. */
  async #some(most: number): Promise<Buffer> {
    while (this.#rest.length === 0) {
      const next = await this.#pieces.next()
      if (next.done) return this.#rest
      this.#rest = next.value
    }
    const piece = this.#rest.subarray(0, most)
    this.#rest = this.#rest.subarray(piece.length)
    return piece
  }
}

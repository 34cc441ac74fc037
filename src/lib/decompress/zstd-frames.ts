/**
 * Cuts zstd data at the ends of its frames (RFC 8878, 3.1), because node:zlib forgets what follows a frame in the
 * same piece. Throws when the data ends inside a frame or is no frame.
 */
export async function* splitZstdFrames(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
  const frames = new FrameWalker()
  for await (const piece of pieces) {
    let rest = piece
    while (rest.length > 0) {
      const length = frames.take(rest)
      yield rest.subarray(0, length)
      rest = rest.subarray(length)
    }
  }
  if (!frames.isBetween) throw new Error('unexpected end of file')
}

const FRAME = 0xfd2fb528
const SKIPPABLE = 0x184d2a50

type Part = 'magic' | 'descriptor' | 'header' | 'block-header' | 'block' | 'checksum' | 'skip-size' | 'skip'

/** Follows the lengths of a frame's parts without decoding them. */
class FrameWalker {
  #part: Part = 'magic'
  /** Bytes of this part that are still to come. */
  #left = 4
  /** The part's bytes so far, as a little-endian number (parts whose value matters have at most 4). */
  #value = 0
  #seen = 0
  #hasChecksum = false
  #isLastBlock = false

  get isBetween(): boolean {
    return this.#part === 'magic' && this.#seen === 0
  }

  /** How many of `bytes` belong to the frame that is open. */
  take(bytes: Buffer): number {
    let at = 0
    while (at < bytes.length) {
      at += this.#read(bytes, at)
      if (this.#left > 0) break
      this.#next()
      if (this.isBetween) break
    }
    return at
  }

  #read(bytes: Buffer, at: number): number {
    const used = Math.min(this.#left, bytes.length - at)
    if (this.#part !== 'block' && this.#part !== 'skip') {
      for (let i = 0; i < used; i++) this.#value += (bytes[at + i] as number) * 256 ** (this.#seen + i)
    }
    this.#seen += used
    this.#left -= used
    return used
  }

  #enter(part: Part, length: number): void {
    this.#part = part
    this.#left = length
    this.#value = 0
    this.#seen = 0
    if (length === 0) this.#next()
  }

  #next(): void {
    const [part, length] = this.#following(this.#value)
    this.#enter(part, length)
  }

  /** What comes after the part that ended with this value, and how long it is. */
  #following(value: number): [Part, number] {
    switch (this.#part) {
      case 'magic':
        return afterMagic(value)
      case 'descriptor':
        this.#hasChecksum = (value & 4) !== 0
        return ['header', headerLength(value)]
      case 'header':
        return ['block-header', 3]
      case 'block-header':
        this.#isLastBlock = (value & 1) === 1
        // a run-length block holds one byte, whatever its size
        return ['block', ((value >> 1) & 3) === 1 ? 1 : value >>> 3]
      case 'block':
        return this.#isLastBlock ? ['checksum', this.#hasChecksum ? 4 : 0] : ['block-header', 3]
      case 'skip-size':
        return ['skip', value]
      case 'checksum':
      case 'skip':
        return ['magic', 4]
    }
  }
}

function afterMagic(value: number): [Part, number] {
  if (value === FRAME) return ['descriptor', 1]
  if ((value & 0xfffffff0) >>> 0 === SKIPPABLE) return ['skip-size', 4]
  throw new Error('what follows a frame is not zstd')
}

/** Window descriptor, dictionary id and content size (RFC 8878, 3.1.1.1). */
function headerLength(descriptor: number): number {
  const isSingleSegment = (descriptor & 0x20) !== 0
  const dictionary = [0, 1, 2, 4][descriptor & 3] as number
  const sizeFlag = descriptor >> 6
  const contentSize = sizeFlag === 0 ? (isSingleSegment ? 1 : 0) : 2 ** sizeFlag
  return (isSingleSegment ? 0 : 1) + dictionary + contentSize
}

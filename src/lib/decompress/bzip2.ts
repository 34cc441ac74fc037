import { setImmediate } from 'node:timers/promises'
import Bunzip from 'seek-bzip'
import { tooLarge } from './too-large.ts'

/**
 * bzip2 block by block. The packed bytes are held whole (they are bounded where they are fetched), what comes out
 * is not. Other work goes on between blocks, of 25 ms or so each; calls belong in a worker thread all the same.
 */
export async function* decodeBzip2(pieces: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<Buffer, void> {
  const packed: Buffer[] = []
  for await (const piece of pieces) packed.push(piece)
  const input = toInput(Buffer.concat(packed.splice(0)))
  const output = toOutput(maxBytes)
  const decoder = new Bunzip(input, output)
  for (;;) {
    if (decoder._init_block()) {
      decoder._read_bunzip()
      yield output.take()
      await setImmediate()
      continue
    }
    if (decoder.reader.read(32) >>> 0 !== decoder.streamCRC >>> 0) throw new Error('wrong checksum of the stream')
    if (input.eof()) return
    decoder._start_bunzip(input, output)
  }
}

function toInput(bytes: Buffer) {
  let position = 0
  const readByte = (): number => {
    // the decoder would take what follows the end for data
    if (position >= bytes.length) throw new Error('input EOF')
    return bytes[position++] as number
  }
  return {
    readByte,
    read: (target: Uint8Array, offset: number, length: number) => {
      for (let i = 0; i < length; i++) target[offset + i] = readByte()
      return length
    },
    eof: () => position >= bytes.length,
  }
}

function toOutput(maxBytes: number) {
  let buffer = Buffer.allocUnsafe(1 << 20)
  let length = 0
  return {
    writeByte: (byte: number) => {
      if (length === buffer.length) {
        // one block of equal bytes unpacks to 46 MB
        if (length >= maxBytes) throw tooLarge(maxBytes)
        buffer = Buffer.concat([buffer, Buffer.allocUnsafe(length)])
      }
      buffer[length++] = byte
    },
    take: () => {
      const taken = Buffer.from(buffer.subarray(0, length))
      length = 0
      return taken
    },
  }
}

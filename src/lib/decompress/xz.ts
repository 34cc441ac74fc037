import { decompressStream } from '@napi-rs/lzma/xz'

/** Decodes in a thread of its own; strict about ends and checks; reads only as fast as it is read. */
type Pieces = AsyncIterable<Uint8Array<ArrayBuffer>>

export async function* decodeXz(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
  const iterator = pieces[Symbol.asyncIterator]()
  let failure: unknown
  const source = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await iterator.next().catch((error: unknown) => {
        failure = error
        throw error
      })
      if (next.done) controller.close()
      else controller.enqueue(next.value)
    },
    async cancel() {
      await iterator.return?.()
    },
  })
  try {
    for await (const { buffer, byteOffset, byteLength } of decompressStream(source) as unknown as Pieces) {
      yield Buffer.from(buffer, byteOffset, byteLength)
    }
  } catch (error) {
    // what went wrong with the input, not that the decoder misses it
    throw failure ?? error
  } finally {
    await iterator.return?.()
  }
}

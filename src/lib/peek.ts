/** The first piece of a stream (none of an empty one), and all of it, that piece as well. */
export async function peek(
  pieces: AsyncIterable<Buffer>,
): Promise<{ first: Buffer | undefined; all: AsyncIterable<Buffer> }> {
  const iterator = pieces[Symbol.asyncIterator]()
  const first = await iterator.next()
  const all = async function* () {
    for (let piece = first; !piece.done; piece = await iterator.next()) yield piece.value
  }
  return { first: first.done ? undefined : first.value, all: all() }
}

import { peek } from '../lib/peek.ts'

/** Comes before each JSON text of a sequence (RFC 7464), and cannot occur in one. */
export const SEPARATOR = 0x1e

/** The texts of a sequence, one after the other; each is to be read to its end before the next is asked for. */
export async function* readSequence(pieces: AsyncIterable<Buffer>): AsyncGenerator<AsyncIterable<Buffer>, void> {
  const iterator = pieces[Symbol.asyncIterator]()
  let rest: Buffer | undefined
  let isOpen = false
  const next = async () => {
    const piece = await iterator.next()
    rest = piece.done ? undefined : piece.value
  }
  const text = async function* () {
    while (rest !== undefined) {
      const end = rest.indexOf(SEPARATOR)
      if (end >= 0) {
        if (end > 0) yield rest.subarray(0, end)
        rest = rest.subarray(end + 1)
        return
      }
      yield rest
      await next()
    }
    isOpen = false
  }
  await next()
  // what is before the first separator is nothing
  while (rest !== undefined && rest.indexOf(SEPARATOR) < 0) await next()
  if (rest === undefined) return
  rest = rest.subarray(rest.indexOf(SEPARATOR) + 1)
  for (isOpen = true; isOpen; ) yield text()
}

/** Whether it is a sequence (one without texts is empty), and all of it. */
export async function peekSequence(
  pieces: AsyncIterable<Buffer>,
): Promise<{ isSequence: boolean; all: AsyncIterable<Buffer> }> {
  const { first, all } = await peek(pieces)
  return { isSequence: first === undefined || first[0] === SEPARATOR, all }
}

/** The same as `readSequence`, each text as a whole. */
export async function* readTexts(pieces: AsyncIterable<Buffer>): AsyncGenerator<string, void> {
  for await (const text of readSequence(pieces)) {
    const parts: Buffer[] = []
    for await (const part of text) parts.push(Buffer.from(part))
    yield Buffer.concat(parts).toString()
  }
}

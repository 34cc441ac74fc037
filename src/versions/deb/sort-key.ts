import { BEYOND_ASCII, END, isDigit, WEIGHTS } from './characters.ts'
import { splitDeb } from './split.ts'

/**
 * Bytes whose order is Debian's version order: equal bytes mean equal versions (`1.0` and `1.00-0`).
 *
 * A part becomes turns of (weights of its non-digits, END, number) and a last END. After a number END can only be
 * the last one, so no part's bytes begin another's, and parts can be put one behind the other.
 */
export function debSortKey(version: string): Uint8Array {
  const { epoch, upstream, revision } = splitDeb(version)
  // the most that a character can take is 3 bytes, then END and a number for each turn
  const key = Buffer.allocUnsafe(version.length * 5 + 9)
  const end = writePart(key, writePart(key, writePart(key, 0, epoch), upstream), revision)
  return Buffer.from(key.subarray(0, end))
}

function writePart(key: Buffer, start: number, part: string): number {
  let at = start
  let i = 0
  do {
    while (i < part.length && !isDigit(part.charCodeAt(i))) at = writeCharacter(key, at, part.charCodeAt(i++))
    key[at++] = END
    while (part.charCodeAt(i) === 48) i++
    const first = i
    while (i < part.length && isDigit(part.charCodeAt(i))) i++
    at = writeNumber(key, at, part, first, i)
  } while (i < part.length)
  key[at++] = END
  return at
}

function writeCharacter(key: Buffer, at: number, code: number): number {
  const weight = WEIGHTS[code]
  if (weight !== undefined) {
    key[at] = weight
    return at + 1
  }
  key[at] = BEYOND_ASCII
  return key.writeUInt16BE(code, at + 1)
}

const SMALL = 100
const MORE = 255

/** Below 100: one byte. Else the count of digits (in as many bytes as it takes), then two digits a byte. */
function writeNumber(key: Buffer, start: number, text: string, first: number, end: number): number {
  let at = start
  const digits = end - first
  if (digits < 3) {
    key[at++] = Number(text.slice(first, end))
    return at
  }
  let count = SMALL + digits - 3
  while (count >= MORE) {
    key[at++] = MORE
    count -= MORE
  }
  key[at++] = count
  for (let i = first; i < end; i += 2) {
    const low = i + 1 < end ? text.charCodeAt(i + 1) - 48 : 0
    key[at++] = (text.charCodeAt(i) - 48) * 10 + low
  }
  return at
}

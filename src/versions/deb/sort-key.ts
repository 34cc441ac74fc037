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
  const most = version.length * 5 + 9
  if (most > PAGE) return writeKey(Buffer.allocUnsafeSlow(most), 0)
  if (page.length - used < most) [page, used] = [Buffer.allocUnsafeSlow(PAGE), 0]
  const key = writeKey(page, used)
  used += key.length
  return key

  function writeKey(to: Buffer, start: number): Uint8Array {
    const end = writePart(to, writePart(to, writePart(to, start, epoch), upstream), revision)
    return to.subarray(start, end)
  }
}

/** Keys are put together one behind the other: a buffer for each would be most of the work. */
const PAGE = 8192
let page = Buffer.allocUnsafeSlow(PAGE)
let used = 0

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
    key[at++] = digits === 0 ? 0 : twoDigits(text, first, end)
    return at
  }
  let count = SMALL + digits - 3
  while (count >= MORE) {
    key[at++] = MORE
    count -= MORE
  }
  key[at++] = count
  for (let i = first; i < end; i += 2) key[at++] = i + 1 < end ? twoDigits(text, i, i + 2) : digitAt(text, i) * 10
  return at
}

const digitAt = (text: string, i: number) => text.charCodeAt(i) - 48

/** The number of one or two digits. */
function twoDigits(text: string, first: number, end: number): number {
  return end - first === 1 ? digitAt(text, first) : digitAt(text, first) * 10 + digitAt(text, first + 1)
}

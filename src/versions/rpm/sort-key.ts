import { KIND, kindAt, runEnd, skipSeparators, skipZeros } from './characters.ts'
import { splitEvr } from './split.ts'

/**
 * Bytes whose order is rpm's version order: equal bytes mean equal versions (`1.0` and `0:1_00`).
 *
 * Each run begins with a byte that tells its kind: `~`, the end and `^` are only that; letters are themselves, with
 * an end that is lower than any letter; numbers begin above the letters. The end of a part is written, so no part's
 * bytes begin another's.
 */
export function rpmSortKey(text: string): Uint8Array {
  const { epoch, version, release } = splitEvr(text)
  // a character takes no more than two bytes, the epoch and the ends no more than the rest
  const key = Buffer.allocUnsafe(text.length * 2 + 8)
  let end = writeNumber(key, 0, epoch, 0, epoch.length)
  end = writePart(key, writePart(key, end, version), release)
  return Buffer.from(key.subarray(0, end))
}

const LETTERS_END = 4

function writePart(key: Buffer, start: number, part: string): number {
  let at = start
  let i = skipSeparators(part, 0)
  for (let kind = kindAt(part, i); kind !== KIND.end; kind = kindAt(part, i)) {
    if (kind === KIND.tilde || kind === KIND.caret) {
      key[at++] = kind
      i++
    } else {
      const end = runEnd(part, i, kind)
      at = kind === KIND.digits ? writeNumber(key, at, part, i, end) : writeLetters(key, at, part, i, end)
      i = end
    }
    i = skipSeparators(part, i)
  }
  key[at++] = KIND.end
  return at
}

function writeLetters(key: Buffer, start: number, text: string, first: number, end: number): number {
  let at = start
  for (let i = first; i < end; i++) key[at++] = text.charCodeAt(i)
  key[at++] = LETTERS_END
  return at
}

/** Above `z`. */
const ZERO = 123
const THREE_DIGITS = ZERO + 100
const MORE = 255

/** Below 100: one byte. Else the count of digits (in as many bytes as it takes), then two digits a byte. */
function writeNumber(key: Buffer, start: number, text: string, zeros: number, end: number): number {
  const first = skipZeros(text, zeros, end)
  let at = start
  const digits = end - first
  if (digits < 3) {
    key[at++] = ZERO + Number(text.slice(first, end))
    return at
  }
  let count = THREE_DIGITS + digits - 3
  while (count >= MORE) {
    key[at++] = MORE
    count -= MORE - THREE_DIGITS
  }
  key[at++] = count
  for (let i = first; i < end; i += 2) {
    const low = i + 1 < end ? text.charCodeAt(i + 1) - 48 : 0
    key[at++] = (text.charCodeAt(i) - 48) * 10 + low
  }
  return at
}

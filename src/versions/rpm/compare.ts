import type { Order } from '../order.ts'
import { KIND, kindAt, runEnd, skipSeparators, skipZeros } from './characters.ts'
import { splitEvr } from './split.ts'

/**
 * The order of `[epoch:]version[-release]` as rpm 4.18 has it: rpm-version(7). Total on any text, never throws; digit
 * runs may be of any length, an epoch that is not there is 0.
 *
 * @example compareRpm('1.0~rc1-1', '1.0-1') // -1
 * @example compareRpm('1.0^git1-1', '1.0-1') // 1
 */
export function compareRpm(a: string, b: string): Order {
  if (a === b) return 0
  const x = splitEvr(a)
  const y = splitEvr(b)
  return compareEpoch(x.epoch, y.epoch) || comparePart(x.version, y.version) || comparePart(x.release, y.release)
}

/** As dependencies compare: where one side names no release, none is compared. */
export function compareRpmRange(a: string, b: string): Order {
  const x = splitEvr(a)
  const y = splitEvr(b)
  const order = compareEpoch(x.epoch, y.epoch) || comparePart(x.version, y.version)
  return order !== 0 || x.release === '' || y.release === '' ? order : comparePart(x.release, y.release)
}

function compareEpoch(a: string, b: string): Order {
  return compareDigits(a, 0, a.length, b, 0, b.length)
}

/** Runs in turn: the first two that differ, in kind or else in value, decide. */
function comparePart(a: string, b: string): Order {
  let i = 0
  let j = 0
  for (;;) {
    i = skipSeparators(a, i)
    j = skipSeparators(b, j)
    const kind = kindAt(a, i)
    const other = kindAt(b, j)
    if (kind !== other) return kind < other ? -1 : 1
    if (kind === KIND.end) return 0
    if (kind === KIND.tilde || kind === KIND.caret) {
      i++
      j++
      continue
    }
    const [endA, endB] = [runEnd(a, i, kind), runEnd(b, j, kind)]
    const compare = kind === KIND.digits ? compareDigits : compareLetters
    const order = compare(a, i, endA, b, j, endB)
    if (order !== 0) return order
    i = endA
    j = endB
  }
}

/** By value: without leading zeros the longer is the higher. */
function compareDigits(a: string, i: number, endA: number, b: string, j: number, endB: number): Order {
  const [x, y] = [skipZeros(a, i, endA), skipZeros(b, j, endB)]
  if (endA - x !== endB - y) return endA - x < endB - y ? -1 : 1
  return compareLetters(a, x, endA, b, y, endB)
}

/** By their codes; a run that begins another is lower. */
function compareLetters(a: string, i: number, endA: number, b: string, j: number, endB: number): Order {
  const shared = Math.min(endA - i, endB - j)
  for (let at = 0; at < shared; at++) {
    const difference = a.charCodeAt(i + at) - b.charCodeAt(j + at)
    if (difference !== 0) return difference < 0 ? -1 : 1
  }
  return Math.sign(endA - i - (endB - j)) as Order
}

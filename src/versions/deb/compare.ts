import type { Order } from '../order.ts'
import { BEYOND_ASCII, END, isDigit, WEIGHTS } from './characters.ts'
import { splitDeb } from './split.ts'

/**
 * Debian version order, as dpkg implements it: deb-version(7). Total on any text, never throws; digit runs may
 * be of any length. Text that is no valid version is ordered by the same rules.
 *
 * @example compareDeb('1.0~rc1-1', '1.0-1') // -1
 */
export function compareDeb(a: string, b: string): Order {
  if (a === b) return 0
  const x = splitDeb(a)
  const y = splitDeb(b)
  return comparePart(x.epoch, y.epoch) || comparePart(x.upstream, y.upstream) || comparePart(x.revision, y.revision)
}

/** Non-digits by weight, then digits by value, in turns; what is missing is the end and zero. */
function comparePart(a: string, b: string): Order {
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    while ((i < a.length && !isDigit(a.charCodeAt(i))) || (j < b.length && !isDigit(b.charCodeAt(j)))) {
      const difference = weightAt(a, i) - weightAt(b, j)
      if (difference !== 0) return difference < 0 ? -1 : 1
      i++
      j++
    }
    const [endA, endB] = [digitsEnd(a, i), digitsEnd(b, j)]
    const order = compareDigits(a, skipZeros(a, i, endA), endA, b, skipZeros(b, j, endB), endB)
    if (order !== 0) return order
    i = endA
    j = endB
  }
  return 0
}

function weightAt(text: string, index: number): number {
  if (index >= text.length) return END
  const code = text.charCodeAt(index)
  return WEIGHTS[code] ?? BEYOND_ASCII + code
}

function digitsEnd(text: string, start: number): number {
  let end = start
  while (end < text.length && isDigit(text.charCodeAt(end))) end++
  return end
}

function skipZeros(text: string, start: number, end: number): number {
  let at = start
  while (at < end && text.charCodeAt(at) === 48) at++
  return at
}

/** Two digit runs without leading zeros: the longer is the higher. */
function compareDigits(a: string, i: number, endA: number, b: string, j: number, endB: number): Order {
  if (endA - i !== endB - j) return endA - i < endB - j ? -1 : 1
  for (let at = 0; at < endA - i; at++) {
    const difference = a.charCodeAt(i + at) - b.charCodeAt(j + at)
    if (difference !== 0) return difference < 0 ? -1 : 1
  }
  return 0
}

import type { Order } from './order.ts'

/**
 * One step of a version: steps of another rank are ordered by it, those of one rank by their value. A scheme gives
 * each rank one kind of value.
 */
export type Token =
  | { rank: number; kind: 'mark' }
  /** Digits of any length; '' is 0. */
  | { rank: number; kind: 'number'; value: string }
  /** By bytes; one that begins another is lower. */
  | { rank: number; kind: 'text'; value: string }

export const mark = (rank: number): Token => ({ rank, kind: 'mark' })
export const number = (rank: number, value: string): Token => ({
  rank,
  kind: 'number',
  value: value.replace(/^0+/, ''),
})
export const text = (rank: number, value: string): Token => ({ rank, kind: 'text', value })

/** The first two that differ decide. Lists end with a mark, so that none begins another. */
export function compareTokens(a: readonly Token[], b: readonly Token[]): Order {
  const shared = Math.min(a.length, b.length)
  for (let i = 0; i < shared; i++) {
    const order = compareToken(a[i] as Token, b[i] as Token)
    if (order !== 0) return order
  }
  return Math.sign(a.length - b.length) as Order
}

function compareToken(a: Token, b: Token): Order {
  if (a.rank !== b.rank) return a.rank < b.rank ? -1 : 1
  if (a.kind === 'mark' || b.kind === 'mark') return 0
  if (a.kind === 'number' && a.value.length !== b.value.length) return a.value.length < b.value.length ? -1 : 1
  return Math.sign(Buffer.compare(Buffer.from(a.value), Buffer.from(b.value))) as Order
}

/** Bytes in the order of `compareTokens`. Ranks are from 0 to 255; texts hold no NUL. */
export function toKey(tokens: readonly Token[]): Uint8Array {
  const pieces: (string | Uint8Array)[] = []
  for (const token of tokens) {
    pieces.push(Uint8Array.of(token.rank))
    if (token.kind === 'number') pieces.push(toLength(token.value.length), token.value)
    if (token.kind === 'text') pieces.push(token.value, Uint8Array.of(0))
  }
  return Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece)))
}

const MOST = 255

/** How many digits follow, in as many bytes as it takes. */
function toLength(count: number): Uint8Array {
  const bytes = new Uint8Array(Math.floor(count / MOST) + 1).fill(MOST)
  bytes[bytes.length - 1] = count % MOST
  return bytes
}

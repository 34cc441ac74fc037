import type { Order } from '../order.ts'
import { compareTokens, toKey } from '../tokens.ts'
import { toGentooTokens } from './tokens.ts'

/**
 * The order of Gentoo's versions: Package Manager Specification, 3.3. A slot before a `:` (reports carry it in the
 * place of the epoch) is not part of it. Total on any text, never throws.
 *
 * @example compareGentoo('1.2_rc1', '1.2') // -1
 */
export function compareGentoo(a: string, b: string): Order {
  return a === b ? 0 : compareTokens(toGentooTokens(a), toGentooTokens(b))
}

/** Bytes in that order. */
export function gentooSortKey(version: string): Uint8Array {
  return toKey(toGentooTokens(version))
}

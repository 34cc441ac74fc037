import type { Order } from '../order.ts'
import { compareTokens, toKey } from '../tokens.ts'
import { toApkTokens } from './tokens.ts'

/**
 * The order of Alpine's versions, as apk-tools 3 has it: apk-package(5). Total on any text, never throws.
 *
 * @example compareApk('1.2_rc1-r0', '1.2-r0') // -1
 */
export function compareApk(a: string, b: string): Order {
  return a === b ? 0 : compareTokens(toApkTokens(a), toApkTokens(b))
}

/** Bytes in that order. */
export function apkSortKey(version: string): Uint8Array {
  return toKey(toApkTokens(version))
}

/** How two versions stand to each other: the first is lower, equal or higher. */
export type Order = -1 | 0 | 1

/** Byte order of two sort keys: what `order by sort_key` does in both databases. */
export function compareKeys(a: Uint8Array, b: Uint8Array): Order {
  return Buffer.compare(a, b) as Order
}

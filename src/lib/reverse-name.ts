import { Resolver } from 'node:dns/promises'

/** Asks DNS for the names of an address. Throws with `code` ENOTFOUND or ENODATA where it has none. */
export type Reverse = (address: string) => Promise<string[]>

/** `timeoutMs` is of one try; there are two. */
export function createReverse(timeoutMs = 3000): Reverse {
  const resolver = new Resolver({ timeout: timeoutMs, tries: 2 })
  return (address) => resolver.reverse(address)
}

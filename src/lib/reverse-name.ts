import { Resolver } from 'node:dns/promises'

/** Asks DNS for the names of an address. Throws with `code` ENOTFOUND or ENODATA where it has none. */
export type Reverse = (address: string) => Promise<string[]>

/** `timeoutMs` is of one try; there are two. */
export function createReverse(timeoutMs = 3000): Reverse {
  const resolver = new Resolver({ timeout: timeoutMs, tries: 2 })
  return (address) => resolver.reverse(address)
}

/** The first name of an address, '' where it has none. Throws as `Reverse` does. */
export function createNameFinder(timeoutMs: number): (address: string) => Promise<string> {
  const reverse = createReverse(timeoutMs)
  return async (address) => (await reverse(address))[0] ?? ''
}

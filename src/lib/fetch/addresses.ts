import { BlockList, isIP, isIPv4 } from 'node:net'

/** Says of an address (v4 or v6, as text) whether the fetcher must not connect to it. */
export type IsRefused = (address: string) => boolean

/** Loopback, link-local (with the clouds' metadata services), unspecified, multicast, reserved. Private ranges are fine. */
const REFUSED_V4 = ['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/3', '100.100.100.200/32', '192.0.0.192/32']
const REFUSED_V6 = ['::/127', 'fe80::/10', 'fec0::/10', 'ff00::/8', 'fd00:ec2::/32', 'fd20:ce::254/128']

/**
 * Builds the check. `allow` are addresses or CIDRs that may be used although refused by default. Throws on
 * an entry that is neither.
 */
export function buildAddressCheck(allow: readonly string[]): IsRefused {
  const refused = toBlockList([...REFUSED_V4, ...REFUSED_V6])
  const allowed = toBlockList(allow)
  const matches = (list: BlockList, address: string) => list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6')
  return (text) => {
    const address = text.replace(/%.*$/, '')
    if (isIP(address) === 0) return true
    const meant = [address, ...embeddedV4(address)]
    return meant.some((a) => matches(refused, a)) && !meant.some((a) => matches(allowed, a))
  }
}

function toBlockList(entries: readonly string[]): BlockList {
  const list = new BlockList()
  for (const entry of entries) {
    const [address = '', prefix] = entry.trim().split('/')
    const family = isIP(address)
    const bits = prefix === undefined ? (family === 4 ? 32 : 128) : Number(prefix)
    if (family === 0 || !Number.isInteger(bits)) throw new Error(`not an address or a network: ${entry}`)
    list.addSubnet(address, bits, family === 4 ? 'ipv4' : 'ipv6')
  }
  return list
}

/** The IPv4 address that an IPv6 one leads to: mapped, compatible, NAT64 (RFC 6052), 6to4 (RFC 3056). */
function embeddedV4(address: string): string[] {
  if (isIPv4(address)) return []
  const groups = toGroups(address)
  const dotted = (high = 0, low = 0) => `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`
  const [a, b, c] = groups
  const startsWithZeros = groups.slice(0, 5).every((g) => g === 0)
  if (startsWithZeros && (groups[5] === 0xffff || groups[5] === 0)) return [dotted(groups[6], groups[7])]
  if (groups.slice(0, 4).every((g) => g === 0) && groups[4] === 0xffff) return [dotted(groups[6], groups[7])]
  if (a === 0x64 && b === 0xff9b) return [dotted(groups[6], groups[7])]
  if (a === 0x2002) return [dotted(b, c)]
  return []
}

/** The eight groups of a valid IPv6 address. */
function toGroups(address: string): number[] {
  // WHATWG URLs spell an address in one way, without dots
  const spelt = new URL(`http://[${address}]`).hostname.slice(1, -1)
  const [head = '', tail] = spelt.split('::')
  const parse = (part: string) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)))
  const [left, right] = [parse(head), parse(tail ?? '')]
  return tail === undefined ? left : [...left, ...new Array<number>(8 - left.length - right.length).fill(0), ...right]
}

import { BlockList, isIP } from 'node:net'

/** A set of networks; IPv4 addresses that are mapped into IPv6 count as what they are. */
export interface Networks {
  has(address: string): boolean
}

/** From CIDRs or single addresses. Throws on one that is neither. */
export function toNetworks(cidrs: readonly string[]): Networks {
  const list = new BlockList()
  for (const cidr of cidrs) {
    const [network = '', bits] = cidr.trim().split('/')
    const family = isIP(network)
    if (family === 0) throw new Error(`"${cidr}" is no network`)
    const kind = family === 4 ? 'ipv4' : 'ipv6'
    if (bits === undefined) list.addAddress(network, kind)
    else list.addSubnet(network, Number(bits), kind)
  }
  return {
    has(address) {
      const plain = toPlainAddress(address)
      const family = isIP(plain)
      return family !== 0 && list.check(plain, family === 4 ? 'ipv4' : 'ipv6')
    },
  }
}

/** `::ffff:10.0.0.1` is 10.0.0.1; a zone (`%eth0`) is left out. */
export function toPlainAddress(address: string): string {
  const plain = address.replace(/%.*$/, '')
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.[1] ?? plain
}

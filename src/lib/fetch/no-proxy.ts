import { isIP } from 'node:net'
import { type Networks, toNetworks } from '../networks.ts'

export interface NoProxy {
  /** What undici's agent understands: host names, `.domains`, `*`, separated by commas. */
  names: string
  /** Whether the host is an address of one of the networks. Names are not resolved for it, as in curl and Go. */
  hasNetworkOf(host: string): boolean
}

/** Splits NO_PROXY into names and networks (`10.0.0.0/8`, `fd00::/8`). What is neither stays a name. */
export function parseNoProxy(text: string): NoProxy {
  const entries = text.split(/[\s,]+/).filter((entry) => entry !== '')
  const networks: Networks[] = []
  const names = entries.filter((entry) => {
    const network = toNetwork(entry)
    if (network) networks.push(network)
    return !network
  })
  return {
    names: names.join(','),
    hasNetworkOf: (host) => {
      const address = host.replace(/^\[|\]$/g, '')
      return networks.some((network) => network.has(address))
    },
  }
}

/** The proxy for an address, for those that cannot ask the agent; '' for none. Names as undici's agent understands them. */
export function findProxy(policy: { httpProxy: string; httpsProxy: string; noProxy: string }, url: URL): string {
  const proxy = url.protocol === 'https:' ? policy.httpsProxy || policy.httpProxy : policy.httpProxy
  const { names, hasNetworkOf } = parseNoProxy(policy.noProxy)
  if (proxy === '' || hasNetworkOf(url.hostname)) return ''
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  const isExcepted = names.split(',').some((name) => {
    const [, host = '', onlyPort = port] = /^(.*?)(?::(\d+))?$/.exec(name.toLowerCase()) ?? []
    if (host === '' || onlyPort !== port) return false
    return (
      host === '*' || url.hostname === host || (/^[.*]/.test(host) && url.hostname.endsWith(host.replace(/^\*/, '')))
    )
  })
  return isExcepted ? '' : proxy
}

function toNetwork(entry: string): Networks | undefined {
  const [, address = '', bits = ''] = /^\[?([^[\]/]+)\]?\/(\d{1,3})$/.exec(entry) ?? []
  const family = isIP(address)
  const isNetwork = family !== 0 && Number(bits) <= (family === 4 ? 32 : 128)
  return isNetwork ? toNetworks([`${address}/${bits}`]) : undefined
}

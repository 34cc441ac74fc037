import { type LookupAddress, type LookupOptions, lookup, promises } from 'node:dns'
import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici'
import type { IsRefused } from './addresses.ts'
import { FetchFailure, toFetchFailure } from './failure.ts'
import { parseNoProxy } from './no-proxy.ts'
import type { FetchPolicy } from './policy.ts'

export interface Agents {
  /** The one for requests to that host: by a proxy or not. */
  of(url: URL): Dispatcher
  close(): Promise<void>
}

/**
 * Connections by the policy. The address is checked where the connection is made, on what the name resolved to
 * for this very connection: a name that changes its address between check and use gains nothing.
 */
export function buildAgents(policy: FetchPolicy, isRefused: IsRefused): Agents {
  const options = {
    allowH2: false,
    connect: { lookup: buildLookup(isRefused), timeout: policy.connectTimeoutMs },
    headersTimeout: policy.headersTimeoutMs,
    bodyTimeout: policy.idleTimeoutMs,
  }
  const { names, hasNetworkOf } = parseNoProxy(policy.noProxy)
  // given, even when '': the agent would read the environment otherwise
  const proxies = { httpProxy: policy.httpProxy, httpsProxy: policy.httpsProxy, noProxy: names }
  const [byProxy, direct] = [new EnvHttpProxyAgent({ ...options, ...proxies }), new Agent(options)]
  return {
    of: (url) => (hasNetworkOf(url.hostname) ? direct : byProxy),
    close: async () => void (await Promise.all([byProxy.destroy(), direct.destroy()])),
  }
}

/** The check for host names that are addresses themselves (those are never looked up). */
export function checkHost(url: URL, isRefused: IsRefused): void {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isAddress(url.hostname) && isRefused(host)) throw refusedAddress(host, host)
}

/** What the name means now, less what is refused: empty for a host that is an address itself. Throws a FetchFailure. */
export async function findAddresses(hostname: string, isRefused: IsRefused): Promise<string[]> {
  if (isAddress(hostname)) return []
  const found = await promises.lookup(hostname, { all: true }).catch((error: unknown) => {
    throw toFetchFailure(error, `http://${hostname}/`, 'request')
  })
  const usable = found.filter(({ address }) => !isRefused(address))
  if (usable.length === 0) throw refusedAddress(hostname, found.map(({ address }) => address).join(', '))
  return usable.map(({ address }) => address)
}

const isAddress = (hostname: string) => hostname.startsWith('[') || /^[0-9.]+$/.test(hostname)

type LookupDone = (error: Error | null, address: string | LookupAddress[], family?: number) => void

function buildLookup(isRefused: IsRefused) {
  return (hostname: string, options: LookupOptions, done: LookupDone) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, '')
      const usable = addresses.filter(({ address }) => !isRefused(address))
      const first = usable[0]
      if (!first) return done(refusedAddress(hostname, addresses.map((a) => a.address).join(', ')), '')
      if (options.all) return done(null, usable)
      return done(null, first.address, first.family)
    })
  }
}

function refusedAddress(host: string, address: string): FetchFailure {
  const named = host === address ? host : `${host} (${address})`
  return new FetchFailure('refused-address', `${named} is an address that the server does not connect to`)
}

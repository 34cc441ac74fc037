/** What the fetcher may do, and for how long. Times in ms. */
export interface FetchPolicy {
  /** Addresses or CIDRs that may be used although refused by default. */
  allow: readonly string[]
  /** Proxy URLs; '' for none. What goes through a proxy is resolved, and so checked, by the proxy. */
  httpProxy: string
  httpsProxy: string
  /** As NO_PROXY: host names, `.domains`, networks (`10.0.0.0/8`), `*`, separated by commas. */
  noProxy: string
  connectTimeoutMs: number
  /** Until the answer begins. */
  headersTimeoutMs: number
  /** Between two pieces of the body. */
  idleTimeoutMs: number
  /** All waiting for one body, unless the caller gives its own. */
  totalTimeoutMs: number
  /** Bytes a second over the whole body, looked at from `rateGraceMs` on. */
  minRate: number
  rateGraceMs: number
  /** Bytes of one body, unless the caller gives its own. */
  maxBytes: number
  maxRedirects: number
  /** Tries of a request that failed in a way that may pass. */
  attempts: number
  /** Before the second try; doubles, with up to as much again at random. */
  retryDelayMs: number
  /** A server that asks for a longer pause than this is not asked again now. */
  maxRetryAfterMs: number
  userAgent: string
}

export const DEFAULT_POLICY: FetchPolicy = {
  allow: [],
  httpProxy: '',
  httpsProxy: '',
  noProxy: '',
  connectTimeoutMs: 10_000,
  headersTimeoutMs: 30_000,
  idleTimeoutMs: 30_000,
  totalTimeoutMs: 600_000,
  minRate: 1024,
  rateGraceMs: 30_000,
  maxBytes: 256 * 1024 * 1024,
  maxRedirects: 5,
  attempts: 3,
  retryDelayMs: 500,
  maxRetryAfterMs: 30_000,
  userAgent: 'patchman',
}

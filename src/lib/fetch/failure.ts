export type FetchFailureCode =
  | 'bad-url'
  | 'refused-address'
  | 'dns'
  | 'connect'
  | 'tls'
  | 'client-certificate'
  | 'timeout'
  | 'truncated'
  | 'too-large'
  | 'bad-response'
  | 'redirect-loop'
  | 'rate-limited'
  | 'http-401'
  | 'http-403'
  | 'http-404'
  | 'http-other'
  | 'http-5xx'
  | 'html-instead-of-index'
  | 'bad-compression'
  | 'bad-checksum'
  | 'stale'
  | 'no-git'
  | 'not-git'

/** Why something could not be fetched: a stable code, and one sentence for an administrator. */
export class FetchFailure extends Error {
  override name = 'FetchFailure'
  readonly code: FetchFailureCode
  /** Also the error's message. */
  readonly reason: string
  /** It may well succeed when tried again soon. */
  readonly transient: boolean
  /** How long the server asked to be left alone, in ms; 0 when it did not. */
  readonly retryAfterMs: number

  constructor(
    code: FetchFailureCode,
    reason: string,
    options: { transient?: boolean; retryAfterMs?: number; cause?: unknown } = {},
  ) {
    super(reason, { cause: options.cause })
    this.code = code
    this.reason = reason
    this.transient = options.transient ?? false
    this.retryAfterMs = options.retryAfterMs ?? 0
  }
}

/** Puts an error of the network into words. `phase` tells a connection that was cut before from one after the answer began. */
export function toFetchFailure(error: unknown, url: string, phase: 'request' | 'body'): FetchFailure {
  if (error instanceof FetchFailure) return error
  const cause = innermost(error)
  const { code: known, name } = cause as { code?: unknown; name?: unknown }
  const code = String(known ?? name ?? '')
  const detail = cause instanceof Error ? cause.message : String(cause)
  const host = URL.parse(url)?.host ?? url
  const [kind, reason] = describe(code, host, detail, phase)
  return new FetchFailure(kind, reason, {
    transient: kind !== 'tls' && kind !== 'client-certificate' && code !== 'ENOTFOUND',
    cause: error,
  })
}

/** Several addresses were tried, or a wrapper hides what happened. */
function innermost(error: unknown): unknown {
  if (error instanceof AggregateError && error.errors.length > 0) return innermost(error.errors[0])
  const { code, cause } = error as { code?: unknown; cause?: unknown }
  if (cause instanceof FetchFailure || (code === undefined && cause instanceof Error)) return innermost(cause)
  return error
}

const TLS = /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|EPROTO|ERR_OSSL|HOSTNAME_MISMATCH)/

/** Alerts 116 (TLS 1.3) and 42 (before): RFC 8446, 6.2. */
const CLIENT_CERTIFICATE = /^ERR_SSL_(TLSV13_ALERT_CERTIFICATE_REQUIRED|SSLV3_ALERT_BAD_CERTIFICATE)$/

function describe(code: string, host: string, detail: string, phase: 'request' | 'body'): [FetchFailureCode, string] {
  if (code === 'ENOTFOUND' || code === 'ENODATA') return ['dns', `the name ${host} is not known to DNS`]
  if (code === 'EAI_AGAIN') return ['dns', `DNS did not answer for ${host}`]
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT')
    return ['timeout', `${host} did not accept a connection in time`]
  if (code === 'UND_ERR_HEADERS_TIMEOUT') return ['timeout', `${host} did not answer in time`]
  if (code === 'UND_ERR_BODY_TIMEOUT') return ['timeout', `${host} stopped sending before the end`]
  if (code === 'ECONNREFUSED') return ['connect', `${host} refuses connections`]
  if (CLIENT_CERTIFICATE.test(code)) return ['client-certificate', `${host} asks for a client certificate`]
  if (TLS.test(code)) return ['tls', `the certificate or TLS of ${host} is not accepted: ${detail}`]
  if (phase === 'body') return ['truncated', `${host} ended the transfer before the end of the file`]
  if (code.startsWith('HPE_') || code === 'HTTPParserError') return ['bad-response', `${host} does not answer in HTTP`]
  return ['connect', `${host} cannot be reached: ${detail}`]
}

/** A failure that a caller is told about: a stable code, a sentence for people, an HTTP status. */
export class Problem extends Error {
  readonly code: string
  readonly status: number
  /** Messages by field, where input was wrong. */
  readonly fields: Record<string, string[]> | undefined
  /** Headers of the answer (Retry-After, WWW-Authenticate). */
  readonly headers: Record<string, string>

  constructor(
    status: number,
    code: string,
    detail: string,
    fields?: Record<string, string[]>,
    headers: Record<string, string> = {},
  ) {
    super(detail)
    this.name = 'Problem'
    this.status = status
    this.code = code
    this.fields = fields
    this.headers = headers
  }
}

/** @example throw notFound('host', 'web01.example.com') */
export function notFound(noun: string, key: string | number): Problem {
  const code = `${noun.toLowerCase().replaceAll(' ', '-')}-not-found`
  // a CVE's name says what it is
  const isSaid = String(key).toUpperCase().startsWith(`${noun}-`)
  return new Problem(404, code, `There is no ${isSaid ? String(key).toUpperCase() : `${noun} ${key}`}.`)
}

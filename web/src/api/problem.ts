/** What the API answered instead of data (application/problem+json), or that it did not answer at all. */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  readonly fields: Record<string, string>

  constructor(status: number, code: string, message: string, fields: Record<string, string> = {}) {
    super(message)
    this.name = 'ApiProblem'
    this.status = status
    this.code = code
    this.fields = fields
  }
}

/** Reads a problem document leniently: a proxy in between may have answered with a page of its own. */
export function toApiProblem(response: Response, body: unknown): ApiProblem {
  const problem = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  const text = (name: string) => (typeof problem[name] === 'string' ? problem[name] : '')
  const message = text('detail') || text('title') || `The server answered ${response.status} ${response.statusText}.`
  return new ApiProblem(response.status, text('code') || 'http', message, toFields(problem.fields))
}

function toFields(fields: unknown): Record<string, string> {
  if (typeof fields !== 'object' || fields === null) return {}
  return Object.fromEntries(Object.entries(fields).map(([name, messages]) => [name, [messages].flat().join('; ')]))
}

import createClient from 'openapi-fetch'
import { toApiProblem } from './problem.ts'
import type { paths } from './schema.gen.ts'

let csrfToken = ''

/** Told by GET /session; sent back with every write. */
export function setCsrfToken(token: string): void {
  csrfToken = token
}

/** The public API, typed by its own document: what a person can click, a script can call. */
export const api = createClient<paths>({ baseUrl: '/api/v1', headers: { accept: 'application/json' } })

api.use({
  onRequest({ request }) {
    if (request.method !== 'GET') request.headers.set('X-CSRF-Token', csrfToken)
    return request
  },
})

/** The answer's data; throws an {@link ApiProblem} for any failure that was answered. */
export async function unwrap<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call
  if (!response.ok) throw toApiProblem(response, error)
  return data as T
}

/** The address holds a list's query as text; the API checks and converts it, so that the two cannot differ. */
export function toQuery(search: Record<string, string>): never {
  return search as never
}

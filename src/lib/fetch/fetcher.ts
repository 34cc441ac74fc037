import type { Dispatcher } from 'undici'
import { buildAddressCheck, type IsRefused } from './addresses.ts'
import { type Agents, buildAgents, checkHost } from './agent.ts'
import { readBody, tooLarge } from './body.ts'
import { FetchFailure, toFetchFailure } from './failure.ts'
import type { Fetched, GetOptions } from './fetched.ts'
import { fetchGitTree } from './git/fetch-tree.ts'
import { DEFAULT_POLICY, type FetchPolicy } from './policy.ts'
import { parseRetryAfter, withRetries } from './retry.ts'

export type { Fetched, GetOptions } from './fetched.ts'

/** The one way out: every address that the server reads is read by this. */
export interface Fetcher {
  /**
   * An http or https address; with `git+` before it a git repository, whose newest state is answered as a tar archive.
   * Throws a FetchFailure; so does the body.
   */
  get(url: string, options?: GetOptions): Promise<Fetched>
  close(): Promise<void>
}

export function createFetcher(settings: Partial<FetchPolicy> = {}): Fetcher {
  const policy = { ...DEFAULT_POLICY, ...settings }
  const isRefused = buildAddressCheck(policy.allow)
  const agents = buildAgents(policy, isRefused)
  const context = { policy, isRefused, agents }
  const get = (url: string, options: GetOptions) =>
    withRetries(policy, options.signal, () => follow(context, url, options))
  const git = { policy, isRefused, get }
  return {
    get: (url, options = {}) =>
      url.startsWith('git+') ? fetchGitTree(git, url.slice('git+'.length), options) : get(url, options),
    close: () => agents.close(),
  }
}

interface Context {
  policy: FetchPolicy
  isRefused: IsRefused
  agents: Agents
}

type Answer = Dispatcher.ResponseData

/** One request with its redirects, each checked like the first. */
async function follow(context: Context, start: string, options: GetOptions): Promise<Fetched> {
  const seen = new Set<string>()
  let url = toHttpUrl(start)
  for (;;) {
    if (seen.has(url.href)) throw new FetchFailure('redirect-loop', `${url.host} redirects in a circle`)
    seen.add(url.href)
    if (seen.size > context.policy.maxRedirects + 1) {
      throw new FetchFailure('redirect-loop', `${url.host} redirects more than ${context.policy.maxRedirects} times`)
    }
    checkHost(url, context.isRefused)
    const answer = await request(context, url, options)
    const location = REDIRECTS.has(answer.statusCode) ? header(answer, 'location') : ''
    if (location === '') return toFetched(context.policy, url.href, answer, options)
    discard(answer)
    url = toHttpUrl(location, url)
  }
}

const REDIRECTS = new Set([301, 302, 303, 307, 308])

function toHttpUrl(text: string, base?: URL): URL {
  const url = URL.parse(text, base)
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new FetchFailure('bad-url', `${base ? 'a redirect leads to what' : text} is not an http or https address`)
  }
  url.username = ''
  url.password = ''
  url.hash = ''
  return url
}

async function request({ policy, agents }: Context, url: URL, options: GetOptions): Promise<Answer> {
  const headers: Record<string, string> = { 'user-agent': policy.userAgent, 'accept-encoding': 'identity' }
  if (options.etag) headers['if-none-match'] = options.etag
  if (options.lastModified) headers['if-modified-since'] = options.lastModified
  const { origin, pathname, search } = url
  try {
    // undici's own `request` would be the global one: this is the guarded agent's
    return await agents.of(url).request({
      origin,
      path: pathname + search,
      method: 'GET',
      headers,
      signal: options.signal ?? null,
    })
  } catch (error) {
    throw toFetchFailure(error, url.href, 'request')
  }
}

function toFetched(policy: FetchPolicy, url: string, answer: Answer, options: GetOptions): Fetched {
  if (answer.statusCode === 304 && (options.etag || options.lastModified)) {
    discard(answer)
    return { status: 'not-modified' }
  }
  const maxBytes = options.maxBytes ?? policy.maxBytes
  const failure =
    answer.statusCode === 200
      ? Number(header(answer, 'content-length')) > maxBytes && tooLarge(url, maxBytes)
      : toStatusFailure(answer, url)
  if (failure) {
    discard(answer)
    throw failure
  }
  const totalTimeoutMs = options.timeoutMs ?? policy.totalTimeoutMs
  return {
    status: 'ok',
    url,
    body: readBody(answer.body, url, { ...policy, maxBytes, totalTimeoutMs }),
    etag: header(answer, 'etag'),
    lastModified: header(answer, 'last-modified'),
    contentType: header(answer, 'content-type'),
  }
}

function toStatusFailure(answer: Answer, url: string): FetchFailure {
  const { statusCode } = answer
  const host = new URL(url).host
  if (statusCode === 404 || statusCode === 410) return new FetchFailure('http-404', `not found (${statusCode}): ${url}`)
  if (statusCode === 401 || statusCode === 407) {
    return new FetchFailure('http-401', `${host} asks for credentials (${statusCode})`)
  }
  if (statusCode === 403) return new FetchFailure('http-403', `${host} does not let the server read it (403)`)
  if (statusCode === 429) {
    const retryAfterMs = parseRetryAfter(header(answer, 'retry-after'), Date.now())
    return new FetchFailure('rate-limited', `${host} asks for fewer requests (429)`, { transient: true, retryAfterMs })
  }
  if (statusCode >= 500) {
    const retryAfterMs = parseRetryAfter(header(answer, 'retry-after'), Date.now())
    return new FetchFailure('http-5xx', `${host} has a problem of its own (${statusCode})`, {
      transient: true,
      retryAfterMs,
    })
  }
  return new FetchFailure('http-other', `${host} answers with status ${statusCode}`)
}

function header(answer: Answer, name: string): string {
  const value = answer.headers[name]
  return (Array.isArray(value) ? value[0] : value) ?? ''
}

/** Frees the connection of an answer that nobody reads. */
function discard(answer: Answer): void {
  answer.body.on('error', () => {})
  answer.body.dump({ limit: 65_536 }).catch(() => {})
}

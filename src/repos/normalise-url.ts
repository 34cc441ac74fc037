import type { PackageType } from '../model/package.ts'

/** What a reported URL comes to. */
export interface RepoLocation {
  /** Normalised, free of credentials. */
  url: string
  /** The same place by http or https. */
  key: string
  /** Why only hosts can read it, in one sentence; '' when the server may try. */
  hostOnly: string
}

export const NEEDS_CREDENTIALS = 'hosts read it with a user name and password that the server does not keep'

const NEEDS_SUBSCRIPTION = 'hosts read it with the certificate of their subscription'

/** Whether hosts read it with something that lets them in. */
export const needsCredentials = ({ hostOnly }: RepoLocation) =>
  hostOnly === NEEDS_CREDENTIALS || hostOnly === NEEDS_SUBSCRIPTION

/**
 * The one spelling of a repository's URL (RFC 3986, 6.2.2): scheme and host in lower case, no default port, dot
 * segments, double or trailing slashes, fragment or credentials, unreserved characters not percent-encoded.
 * The query is kept for rpm only, where it is what tells mirror lists apart. Never throws: what is no URL is
 * only trimmed.
 */
export function normaliseRepoUrl(type: PackageType, url: string): string {
  return toRepoLocation(type, url).url
}

/** As `normaliseRepoUrl`, and says whether the server may fetch it. */
export function toRepoLocation(type: PackageType, reported: string): RepoLocation {
  const text = reported.trim()
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase()
  if (scheme === undefined) return alone(withoutSlashes(text), 'it is not a URL')
  if (scheme !== 'http' && scheme !== 'https') return alone(otherScheme(scheme, text), `${scheme}: is for hosts only`)
  const parsed = URL.parse(text)
  const host = parsed?.host.replace(/\.+(?=:\d+$|$)/, '') ?? ''
  if (!parsed || /^(:|$)/.test(host)) return malformed(type, text)
  const rest = `//${host}${withoutSlashes(decodeUnreserved(parsed.pathname))}${type === 'rpm' ? parsed.search : ''}`
  return { url: `${scheme}:${rest}`, key: rest, hostOnly: hostOnlyReason(parsed) }
}

/** What is left without credentials may look like another URL: one spelling also of that. */
function malformed(type: PackageType, text: string): RepoLocation {
  const rest = withoutSlashes(withoutCredentials(text))
  const { url } = rest === text ? { url: text } : toRepoLocation(type, rest)
  return alone(url, 'it is not a valid URL')
}

const alone = (url: string, hostOnly: string): RepoLocation => ({ url, key: url, hostOnly })

function otherScheme(scheme: string, text: string): string {
  const rest = withoutCredentials(text.slice(scheme.length + 1))
  // what the slashes at the start mean is the scheme's affair
  const start = /^\/*/.exec(rest)?.[0] ?? ''
  const path = withoutSlashes(rest.slice(start.length))
  return path === '' ? `${scheme}:` : `${scheme}:${start}${path}`
}

function hostOnlyReason({ username, password, hostname }: URL): string {
  if (username !== '' || password !== '') return NEEDS_CREDENTIALS
  const name = hostname.replace(/\.$/, '')
  if (SUBSCRIPTION.test(name)) return NEEDS_SUBSCRIPTION
  // a name without a dot means what the host's own search list makes of it
  if (!name.includes('.') && !name.startsWith('[')) return `the server cannot know which ${name} its hosts mean`
  return ''
}

/** Red Hat's content network and the update services of clouds let in who has a subscription's certificate. */
const SUBSCRIPTION = /^(cdn\.redhat\.com|rhui\d*[.-].*|.*\.rhel\.updates\.googlecloud\.com|.*\.susecloud\.net)$/

function withoutCredentials(text: string): string {
  return text.replace(/\/\/[^/?#]*@/, '//')
}

/** Double slashes become one, the last goes. */
function withoutSlashes(path: string): string {
  return path.replace(/\/{2,}/g, '/').replace(/[\s/]+$/, '')
}

function decodeUnreserved(path: string): string {
  const decoded = path.replace(/%[0-9a-f]{2}/gi, (code) => {
    const character = String.fromCharCode(Number.parseInt(code.slice(1), 16))
    return /[A-Za-z0-9._~+-]/.test(character) ? character : code.toUpperCase()
  })
  return decoded === path ? path : decodeUnreserved(decoded)
}

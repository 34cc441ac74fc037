import { FetchFailure } from '../../lib/fetch/failure.ts'

/** The address of a file of a repository. What follows the `?` of the repository's own goes with every file: a token. */
export function toFileUrl(repository: string, path: string): string {
  return resolveLocation(repository, undefined, path)
}

/**
 * The address that `<location xml:base="…" href="…"/>` stands for: relative to the repository unless it has a base or
 * is whole. The repository's query goes along to its own server only, and not where the location has one.
 */
export function resolveLocation(repository: string, base: string | undefined, href: string): string {
  const root = URL.parse(repository)
  if (!root) throw new FetchFailure('bad-url', `${repository} is not an http or https address`)
  const { origin, search } = root
  root.search = ''
  root.hash = ''
  const from = base ? URL.parse(withSlash(base), withSlash(root.href)) : URL.parse(withSlash(root.href))
  const file = from && URL.parse(href, from)
  if (!file) throw new FetchFailure('bad-url', `its index names a file at what is no address: ${href.slice(0, 200)}`)
  if (file.search === '' && file.origin === origin) file.search = search
  return file.href
}

const withSlash = (url: string) => (url.endsWith('/') ? url : `${url}/`)

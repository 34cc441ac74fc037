/** Where an apt repository's files may be, from the URL that hosts report. */
export interface AptLocation {
  /** Folders that may hold the Release file, in the order in which they are tried, with the index's path from there. */
  roots: { url: string; path: string }[]
  /** The folder that holds the index. */
  indexUrl: string
  /** The suite in the path; '' for a flat repository. */
  suite: string
}

/**
 * `<base>/dists/<suite>/<component>/binary-<arch>`, or flat. A suite (`buster/updates`) and a component may hold
 * slashes: the longest suite is tried first.
 */
export function parseLocation(url: string): AptLocation {
  const match = /^(.*\/dists)\/(.+)\/(binary-[^/]+)$/.exec(url)
  const parts = match?.[2]?.split('/') ?? []
  if (!match || parts.length < 2) return { roots: [{ url, path: '' }], indexUrl: url, suite: '' }
  const [, dists, , binary] = match
  const roots = []
  for (let length = parts.length - 1; length > 0; length--) {
    const suite = parts.slice(0, length).join('/')
    roots.push({ url: `${dists}/${suite}`, path: `${parts.slice(length).join('/')}/${binary}/` })
  }
  return { roots, indexUrl: url, suite: parts.slice(0, -1).join('/') }
}

/** The three parts of a Debian version; a part that is not there is ''. */
export interface DebParts {
  epoch: string
  upstream: string
  revision: string
}

/** Epoch before the first `:`, revision after the last `-`: deb-version(7). Takes any text. */
export function splitDeb(version: string): DebParts {
  const colon = version.indexOf(':')
  const epoch = colon < 0 ? '' : version.slice(0, colon)
  const rest = version.slice(colon + 1)
  const hyphen = rest.lastIndexOf('-')
  if (hyphen < 0) return { epoch, upstream: rest, revision: '' }
  return { epoch, upstream: rest.slice(0, hyphen), revision: rest.slice(hyphen + 1) }
}

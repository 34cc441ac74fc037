import { type ErrataSource, usedReleases } from '../source.ts'
import { createApolloReader } from './pages.ts'
import { parseApollo } from './parse.ts'

const RELEASES = ['8', '9', '10']

/** Apollo tells of all releases at once: it is fetched once, and each release is a feed with a state of its own. */
export const rockySource: ErrataSource = {
  name: 'rocky',
  title: 'Rocky Linux advisories (Apollo)',
  yields: 'errata',
  listFeeds: (base, { releases }) => {
    const read = createApolloReader(base)
    return [...new Set([...RELEASES, ...usedReleases('rocky', releases)])].map((release) => {
      return { name: `rocky-${release}`, url: `${base}/api/v3/advisories/`, release, read }
    })
  },
  parse: (pieces, { name, release }) => parseApollo(pieces, name, release),
}

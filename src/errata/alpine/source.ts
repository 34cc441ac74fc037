import { type ErrataSource, usedReleases } from '../source.ts'
import { parseSecdb } from './parse.ts'

/** The security database of the branches that hosts run: a file for each of its two repositories. */
export const alpineSource: ErrataSource = {
  name: 'alpine',
  title: 'Alpine security database',
  yields: 'errata',
  listFeeds: (base, { releases }) =>
    usedReleases('alpine', releases).flatMap((release) =>
      listRepos(release).map((repo) => {
        return { name: `alpine-${release}-${repo}`, url: `${base}/${release}/${repo}.json`, release }
      }),
    ),
  parse: (pieces, { name }) => parseSecdb(pieces, name),
}

/** `community` came with 3.3. */
function listRepos(release: string): string[] {
  return /^v(2\.\d+|3\.[0-2])$/.test(release) ? ['main'] : ['main', 'community']
}

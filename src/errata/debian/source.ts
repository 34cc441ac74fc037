import { type ErrataSource, usedReleases } from '../source.ts'
import { parseDebianList } from './parse.ts'

/** The security tracker's lists: advisories of the security team (DSA), and of long-term support (DLA). */
export const debianSource: ErrataSource = {
  name: 'debian',
  title: 'Debian security advisories',
  yields: 'errata',
  listFeeds: (base, { settings, releases }) => {
    const wanted = [...settings.debianCodenames, ...usedReleases('debian', releases)]
    return ['DSA', 'DLA'].map((list) => {
      return { name: `debian-${list.toLowerCase()}`, url: `${base}/${list}/list`, release: '', releases: wanted }
    })
  },
  parse: (pieces, { name }) => parseDebianList(pieces, name),
}

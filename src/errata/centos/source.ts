import { readChecked } from '../../feeds/read-checked.ts'
import { type ErrataSource, usedReleases } from '../source.ts'
import { parseCefs } from './parse.ts'

/** CentOS ended with 8; what follows is CentOS Stream. */
const LAST = 8

/** Steve Meier's collection of CentOS's announcements, with its checksum in a file beside it. */
export const centosSource: ErrataSource = {
  name: 'centos',
  title: 'CentOS errata (CEFS)',
  yields: 'errata',
  listFeeds: (base, { settings: { minCentosRelease: first }, releases }) => [
    {
      ...{ name: 'centos', url: `${base}/errata.latest.xml.bz2`, release: '' },
      releases: [
        ...Array.from({ length: Math.max(0, LAST - first + 1) }, (_, i) => String(first + i)),
        ...usedReleases('centos', releases),
      ],
      read: (context) => readChecked(context, `${base}/errata.latest.sha1`, 'sha1'),
    },
  ],
  parse: (pieces, { name }) => parseCefs(pieces, name),
}

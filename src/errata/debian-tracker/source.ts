import type { FeedSource } from '../../feeds/feed.ts'
import { usedReleases } from '../source.ts'

/** Debian's security tracker: what is open in which release. It is large, so it is only read where some host runs Debian. */
export const trackerSource: FeedSource = {
  name: 'tracker',
  title: 'Debian security tracker',
  yields: 'cves',
  listFeeds: (base, { releases }) => {
    const wanted = usedReleases('debian', releases)
    if (wanted.length === 0) return []
    return [{ name: 'debian-tracker', url: `${base}/data/json`, release: '', releases: wanted }]
  },
}

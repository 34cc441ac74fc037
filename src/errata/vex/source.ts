import type { FeedSource } from '../../feeds/feed.ts'
import { hasMoreDocuments, readCsafDirectory } from '../csaf/directory.ts'
import { toRedHatDirectory } from '../csaf/red-hat.ts'
import { usedReleases } from '../source.ts'

/** What Red Hat says of each CVE in its packages (VEX): the only place that tells what will not be fixed, or not yet. */
export const vexSource: FeedSource = {
  name: 'vex',
  title: 'Red Hat VEX',
  yields: 'cves',
  listFeeds: (base, { releases }) => {
    const used = usedReleases('redhat', releases)
    if (used.length === 0) return []
    const read = readCsafDirectory(toRedHatDirectory(base))
    return [
      { name: 'redhat-vex', url: `${base}/changes.csv`, release: '', releases: used, read, maxUnpackedBytes: 6e10 },
    ]
  },
  hasMore: hasMoreDocuments,
}

import type { FeedSource } from '../../feeds/feed.ts'

/** FIRST's daily list of how likely CVEs are exploited. */
export const epssSource: FeedSource = {
  name: 'epss',
  title: 'EPSS',
  yields: 'cves',
  listFeeds: (base) => [{ name: 'epss', url: `${base}/epss_scores-current.csv.gz`, release: '' }],
}

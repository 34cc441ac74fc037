import type { FeedSource } from '../../feeds/feed.ts'

/** CISA's catalogue of known exploited vulnerabilities. */
export const kevSource: FeedSource = {
  name: 'kev',
  title: 'CISA known exploited vulnerabilities',
  yields: 'cves',
  listFeeds: (base) => [{ name: 'kev', url: `${base}/known_exploited_vulnerabilities.json`, release: '' }],
}

import type { FeedSource } from '../../feeds/feed.ts'
import { CWE_LISTS } from './parse.ts'

/** Names of weaknesses, of MITRE's CWE API. */
export const cweSource: FeedSource = {
  name: 'cwe',
  title: 'CWE names',
  yields: 'cves',
  listFeeds: (base) =>
    Object.keys(CWE_LISTS).map((kind) => ({ name: `cwe-${kind}`, url: `${base}/cwe/${kind}/all`, release: '' })),
}

import type { FeedSource } from '../../feeds/feed.ts'

/** Distributions of which there is a list. */
export const LISTED = ['debian', 'ubuntu'] as const

/** Code names, and days on which releases came and end: as Debian's package distro-info-data has them. */
export const distroInfoSource: FeedSource = {
  name: 'distro_info',
  title: 'Releases of Debian and Ubuntu',
  yields: 'releases',
  listFeeds: (base) => LISTED.map((name) => ({ name: `releases-${name}`, url: `${base}/${name}.csv`, release: '' })),
}

import type { Feed, FeedSource } from '../feeds/feed.ts'
import type { ReleaseKey } from '../model/feed.ts'
import type { FeedPart } from '../model/feed-erratum.ts'

/** A distribution whose errata are read from feeds of its own; its name is also that of the distribution. */
export interface ErrataSource extends FeedSource {
  yields: 'errata'
  /** What one of its feeds holds. Throws a FetchFailure for what is no such feed, or is cut. */
  parse(pieces: AsyncIterable<Buffer>, feed: Feed): AsyncIterable<FeedPart>
}

/** The releases of a distribution that hosts run, each once. */
export function usedReleases(distribution: string, releases: readonly ReleaseKey[]): string[] {
  const own = releases.filter((one) => one.distribution === distribution).map(({ release }) => release)
  return [...new Set(own)].sort()
}

import type { Fetcher } from '../lib/fetch/fetcher.ts'
import type { FeedYield, ReleaseKey } from '../model/feed.ts'

/**
 * Who publishes something about packages or CVEs: a folder each, with a pure parser. Its feeds are read one by one,
 * each with its own state: one that fails stops no other.
 */
export interface FeedSource {
  /** As the settings and the command line call it: `debian`, `nvd`. */
  name: string
  /** For people. */
  title: string
  yields: FeedYield
  /** What there is to read, by the settings and by what hosts run. `base`: its address, without a slash at the end. */
  listFeeds(base: string, context: FeedContext): Feed[]
  /** Whether there is more to read of a feed at once, by the fingerprint of what was just read: others come between. */
  hasMore?(fingerprint: string): boolean
}

/** What decides which feeds a source has. */
export interface FeedContext {
  settings: FeedSettings
  /** The systems of all hosts. */
  releases: readonly ReleaseKey[]
}

/** As in the settings. */
export interface FeedSettings {
  /** Source → base address, or `off`. */
  feeds: Readonly<Record<string, string>>
  errataSources: readonly string[]
  almaReleases: readonly string[]
  debianCodenames: readonly string[]
  ubuntuCodenames: readonly string[]
  minCentosRelease: number
}

/** One thing to read. */
export interface Feed {
  /** Unique and stable: `debian-dsa`, `alpine-v3.20-main`. */
  name: string
  /** What is read first; shown to people. */
  url: string
  /** The release that all of it is for; '' where it says that itself. */
  release: string
  /** Of what it says of releases, only these matter; all unless told. When they change, it is read anew. */
  releases?: readonly string[]
  /** What it unpacks to at most, where that is more than usual. */
  maxUnpackedBytes?: number
  /** How it is read, where that is more than one file: several pages, or a file with a checksum beside it. */
  read?: ReadFeed
}

/** Goes out. Throws a FetchFailure. */
export type ReadFeed = (context: ReadContext) => Promise<FeedContent>

export interface ReadContext {
  fetcher: Pick<Fetcher, 'get'>
  url: string
  /** Of what is in force; all '' where nothing is, or all is to be read anew. */
  stored: FeedMarks
  /** The CVEs that something here names, those that hosts have first, and whether a source's record was read of them. */
  listWanted(source: string): Promise<{ name: string; isRead: boolean }[]>
  signal?: AbortSignal
}

/** By what a change is noticed. */
export interface FeedMarks {
  etag: string
  lastModified: string
  /** Of its content: a checksum in hex, or how far it was read. */
  fingerprint: string
}

export type FeedContent =
  | { status: 'unchanged'; marks: FeedMarks }
  | {
      status: 'changed'
      marks: FeedMarks
      /** As it is on the server: packed, where it is packed. Can be read more than once. */
      pieces(): AsyncIterable<Buffer>
      /** Bytes of that. */
      size: number
      close(): Promise<void>
    }

/** A line of systems that a feed tells something of, as the feed calls it. */
export interface ReleaseKey {
  /** `debian`, `ubuntu`, `alpine`, `arch`, … */
  distribution: string
  /** `bookworm`, `v3.20`, `9`; '' where a distribution has but one. */
  release: string
}

/** What a feed tells: errata, or facts about CVEs. */
export type FeedYield = 'errata' | 'cves'

/** `new`: not read yet; `off`: not read any more, by the settings. */
export type FeedState = 'new' | 'ok' | 'failing' | 'off'

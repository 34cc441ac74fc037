/** A line of systems that a feed tells something of, as the feed calls it. */
export interface ReleaseKey {
  /** `debian`, `ubuntu`, `alpine`, `arch`, … */
  distribution: string
  /** `bookworm`, `v3.20`, `9`; '' where a distribution has but one. */
  release: string
}

/** What a feed tells: errata, facts about CVEs, or of the releases of a distribution. */
export type FeedYield = 'errata' | 'cves' | 'releases'

/** `new`: not read yet; `off`: not read any more, by the settings. */
export type FeedState = 'new' | 'ok' | 'failing' | 'off'

/** A release of a distribution, and how long it is looked after. Times are 0 where nobody says. */
export interface DistroRelease {
  distribution: 'debian' | 'ubuntu'
  /** Its code name, as errata call it: `bookworm`. */
  series: string
  /** `12`, `24.04`; '' of what has none yet. */
  version: string
  /** `Noble Numbat`. */
  title: string
  releasedAt: number
  /** The last day on which everybody gets its updates. */
  endsAt: number
  /** The same for those who pay for more. */
  extendedAt: number
}

/** A release of a distribution, as its list of releases has it. */
export interface DistroReleaseTable {
  distribution: string
  /** Its code name, as errata call it: `bookworm`. */
  series: string
  version: string
  title: string
  released_at: number
  /** The last day on which everybody gets its updates; 0 where nobody says. */
  ends_at: number
  /** The same for those who pay for more. */
  extended_at: number
}

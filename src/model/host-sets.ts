/** Which hosts have packages: read once for all that is counted of them. */
export interface HostSets {
  /** The release that each host runs. */
  releases: ReadonlyMap<number, number>
  /** Hosts of that release that have that package. */
  of(packageId: number, releaseId: number): Having
  /** All hosts that have that package, by release. */
  ofAll(packageId: number): ReadonlyMap<number, Having>
}

/** Ids of hosts. */
export interface Having {
  all: readonly number[]
  /** It is no kernel; or the one that runs and is started next; or of a host of which it is not known which one runs. */
  used: readonly number[]
  /** It is the kernel that runs, and another one is started next. */
  running: readonly number[]
  /** It is the kernel that is started next. */
  next: readonly number[]
}

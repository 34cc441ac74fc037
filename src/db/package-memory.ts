/** A package that is in the database. */
export interface KnownPackage {
  id: number
  nameId: number
  /** No source facts are stored. */
  bare: boolean
}

/**
 * Packages that hosts were found to have, by their `packageKey`: most hosts have what others have, and need not ask the
 * database. One for all transactions of a process; holds only what was committed before it was read. Whoever removes
 * packages counts that (`countRemoval`), and all is forgotten: ids are never given out twice.
 */
export class PackageMemory {
  readonly #most: number
  readonly #packages = new Map<string, KnownPackage>()
  #removals = 0

  /** `most`: some 200 bytes each. */
  constructor(most = 100_000) {
    this.#most = most
  }

  /** Before it is asked in a transaction; `removals`: how often packages were removed, as that transaction sees it. */
  forgetUnless(removals: number): void {
    if (removals !== this.#removals) this.#packages.clear()
    this.#removals = removals
  }

  recall(key: string): KnownPackage | undefined {
    return this.#packages.get(key)
  }

  keep(packages: ReadonlyMap<string, KnownPackage>): void {
    if (this.#packages.size + packages.size > this.#most) this.#packages.clear()
    for (const [key, known] of packages) this.#packages.set(key, known)
  }
}

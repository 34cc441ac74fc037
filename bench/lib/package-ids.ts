import type { Db } from '../../src/db/open.ts'
import { upsertPackages } from '../../src/db/packages-write.ts'
import { fullVersion, type PackageKey } from '../../src/model/package.ts'
import { schemeOf, sortKey } from '../../src/versions/scheme.ts'

export interface SourcedPackage {
  key: PackageKey
  source: string
  sourceVersion: string
}

/** Ids of packages, which are written when they are met first. */
export class PackageIds {
  readonly #db: Db
  readonly #byText = new Map<string, number>()
  // millions of look-ups: most are for the very object that was added
  readonly #byObject = new Map<PackageKey, number>()

  constructor(db: Db) {
    this.#db = db
  }

  async add(packages: readonly SourcedPackage[]): Promise<void> {
    const missing = new Map<string, SourcedPackage>()
    for (const p of packages) {
      if (this.#byObject.has(p.key)) continue
      const text = toText(p.key)
      const known = this.#byText.get(text)
      if (known === undefined) missing.set(text, p)
      else this.#byObject.set(p.key, known)
    }
    const rows = [...missing.values()]
    for (let i = 0; i < rows.length; i += 2000) await this.#insert(rows.slice(i, i + 2000))
  }

  get(key: PackageKey): number {
    const id = this.#byObject.get(key) ?? this.#byText.get(toText(key))
    if (id === undefined) throw new Error(`${key.name} was not added`)
    return id
  }

  async #insert(packages: SourcedPackage[]): Promise<void> {
    const rows = packages.map(({ key, source, sourceVersion }) => ({
      ...key,
      source,
      sourceVersion,
      sortKey: sortKey(schemeOf(key.type), fullVersion(key)),
    }))
    const ids = await this.#db.transaction((tx) => upsertPackages(tx, rows))
    packages.forEach(({ key }, i) => {
      this.#byText.set(toText(key), ids[i] as number)
      this.#byObject.set(key, ids[i] as number)
    })
  }
}

const toText = (p: PackageKey) => `${p.name} ${p.arch} ${fullVersion(p)}`

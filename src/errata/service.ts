import { type FixRow, insertSetErrata } from '../db/errata-set-build.ts'
import { finishPackageSet, insertPackageSet, insertSetRejects } from '../db/package-set-build.ts'
import { removeUnusedSets } from '../db/package-set-remove.ts'
import type { LoadDeps, LoadFeed } from '../feeds/refresh-service.ts'
import type { ErratumFix, FeedErratum, FeedPart } from '../model/feed-erratum.ts'
import { toReject } from '../model/reject.ts'
import { toStorable } from '../model/storable-text.ts'
import { toErratumRow } from '../repos/build/erratum-row-service.ts'
import { asItems, SetInMaking } from '../repos/build/set-in-making.ts'
import { findNameFault } from '../repos/key-fault.ts'
import { toFixColumns } from './fix-row.ts'
import { ERRATA_SOURCES } from './sources.ts'

/** Writes the errata of a feed into a set of their own, batch by batch. When that fails, nothing of it is left. */
export const loadErrata: LoadFeed = async (deps, { source, feed }, pieces) => {
  const { db, clock, signal } = deps
  const parts = ERRATA_SOURCES.find(({ name }) => name === source.name)?.parse(pieces, feed)
  if (!parts) throw new Error(`no errata are read from ${source.name}`)
  const id = await insertPackageSet(db, 'errata', '', clock())
  const set = new SetInMaking(id, feed.name, signal)
  const discard = async () => void (await removeUnusedSets(db, clock(), [id]))
  try {
    const fixes = await fill(deps, set, source.name, onlyFor(parts, feed.releases))
    return {
      ...{ items: set.items, fixes, rejects: set.rejectCount, discard },
      async commit(tx) {
        await finishPackageSet(tx, id, { items: set.items, rejects: set.rejectCount }, clock())
        await insertSetRejects(tx, id, set.rejects)
        return id
      },
    }
  } catch (error) {
    await discard()
    throw error
  }
}

/** What matters to these releases, and what is for none. */
async function* onlyFor(
  parts: AsyncIterable<FeedPart>,
  releases: readonly string[] | undefined,
): AsyncGenerator<FeedPart, void> {
  for await (const { errata, rejects } of parts) {
    if (releases === undefined) yield { errata, rejects }
    else {
      const narrowed = errata.map((erratum) => {
        return {
          ...erratum,
          fixes: erratum.fixes.filter(({ release }) => release === '' || releases.includes(release)),
        }
      })
      yield { errata: narrowed.filter(({ fixes }, i) => fixes.length > 0 || errata[i]?.fixes.length === 0), rejects }
    }
  }
}

/** Errata with their packages of a transaction: SQLite's write lock is held for some 50 ms. */
const BATCH = 2000

/** Answers how many things the errata say of packages. */
async function fill(
  { db, clock }: LoadDeps,
  set: SetInMaking,
  source: string,
  parts: AsyncIterable<FeedPart>,
): Promise<number> {
  const fixes = new FixRows(set)
  let packages = 0
  await set.fill(
    asItems(parts, (part) => part.errata),
    {
      weigh: (erratum) => 1 + erratum.packages.length + erratum.fixes.length,
      weight: BATCH,
      findFault: ({ name }) => findNameFault(name),
      name: ({ name }) => name,
      write: (batch) => {
        const rows = mergeRepeats(batch).map((erratum) => {
          const row = toErratumRow(erratum, set, source)
          packages += row.packages.length
          return { ...row, releaseIds: [], fixes: fixes.toRows(erratum) }
        })
        return insertSetErrata(db, set.id, rows, clock())
      },
    },
  )
  return fixes.count + packages
}

/** One that comes twice says what both say; the words of the first stand. */
function mergeRepeats(batch: readonly FeedErratum[]): FeedErratum[] {
  const merged = new Map<string, FeedErratum>()
  for (const erratum of batch) {
    const first = merged.get(erratum.name)
    merged.set(erratum.name, first ? merge(first, erratum) : erratum)
  }
  return [...merged.values()]
}

function merge(first: FeedErratum, second: FeedErratum): FeedErratum {
  return {
    ...first,
    // one of them makes it a security advisory
    type: second.type === 'security' ? 'security' : first.type,
    cves: [...new Set([...first.cves, ...second.cves])],
    references: [...first.references, ...second.references],
    packages: [...first.packages, ...second.packages],
    fixes: [...first.fixes, ...second.fixes],
  }
}

/** Numbers the fixes of a set. */
class FixRows {
  readonly #set: SetInMaking
  count = 0

  constructor(set: SetInMaking) {
    this.#set = set
  }

  toRows({ name: erratum, fixes }: FeedErratum): FixRow[] {
    return fixes.flatMap((fix) => {
      const fault = [fix.name, fix.release || '-', fix.category || '-'].map(findNameFault).find((text) => text !== '')
      if (fault === undefined) return [this.#toRow(fix)]
      this.#set.reject([toReject(this.#set.section, 0, `${erratum}: ${fix.name}`, fault)])
      return []
    })
  }

  #toRow(fix: ErratumFix): FixRow {
    const { of: name_of, type, category, name, release, state, note, arches, module } = fix
    const ordinal = ++this.count
    const said = {
      note: toStorable(note, 1000),
      arches: toStorable(arches.join(' '), 1000),
      module: toStorable(module, 511),
    }
    return { ordinal, name_of, type, category, name, release, state, ...said, ...toFixColumns(fix) }
  }
}

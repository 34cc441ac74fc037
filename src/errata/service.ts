import { insertSetErrata } from '../db/errata-set-build.ts'
import { copySetErrata, countSetErrata, listSetRejects, removeSetErrata } from '../db/errata-set-copy.ts'
import { finishPackageSet, insertPackageSet, insertSetRejects } from '../db/package-set-build.ts'
import { removeUnusedSets } from '../db/package-set-remove.ts'
import type { LoadDeps, LoadFeed } from '../feeds/refresh-service.ts'
import type { FeedErratum, FeedPart } from '../model/feed-erratum.ts'
import { toErratumRow } from '../repos/build/erratum-row-service.ts'
import { asItems, SetInMaking } from '../repos/build/set-in-making.ts'
import { findNameFault } from '../repos/key-fault.ts'
import { FixRows } from './fix-rows-service.ts'
import { ERRATA_SOURCES } from './sources.ts'
import { peekSequence } from './text-sequence.ts'

/**
 * Writes the errata of a feed into a set of their own, batch by batch. A sequence of texts (RFC 7464) tells what changed:
 * what it does not name stays as it is in force. When that fails, nothing of it is left.
 */
export const loadErrata: LoadFeed = async (deps, { source, feed, row }, pieces) => {
  const { db, clock, signal } = deps
  const own = ERRATA_SOURCES.find(({ name }) => name === source.name)
  if (!own) throw new Error(`no errata are read from ${source.name}`)
  const { isSequence, all } = await peekSequence(pieces)
  const before = isSequence ? row.set_id : null
  const id = await insertPackageSet(db, 'errata', '', clock())
  const set = new SetInMaking(id, feed.name, signal)
  const discard = async () => void (await removeUnusedSets(db, clock(), [id]))
  try {
    const parts = onlyFor(own.parse(all, feed), feed.releases)
    if (before !== null) await copySetErrata(db, before, id, clock())
    const { lastOrdinal } = await countSetErrata(db, id)
    const fixes = new FixRows(set, lastOrdinal)
    await fill(deps, set, source.name, fixes, before === null ? parts : asChanges(deps, set, before, parts))
    const size = await countSetErrata(db, id)
    return {
      ...{ items: size.errata, fixes: size.fixes, rejects: set.rejectCount, discard },
      async commit(tx) {
        await finishPackageSet(tx, id, { items: size.errata, rejects: set.rejectCount }, clock())
        await insertSetRejects(tx, id, set.rejects)
        return id
      },
    }
  } catch (error) {
    await discard()
    throw error
  }
}

/** Takes what is told anew, or does not hold any more, out of the set that has it from before; with what was rejected of it. */
async function* asChanges(
  { db, clock }: LoadDeps,
  set: SetInMaking,
  before: number,
  parts: AsyncIterable<FeedPart>,
): AsyncGenerator<FeedPart, void> {
  const told = new Set<string>()
  for await (const part of parts) {
    const names = [...part.errata.map(({ name }) => name), ...(part.gone ?? [])]
    for (const name of names) told.add(name)
    await removeSetErrata(db, set.id, names, clock())
    yield part
  }
  const rejects = await listSetRejects(db, before)
  set.reject(rejects.filter(({ text }) => !told.has(text.split(' ', 1)[0] ?? '')))
}

/** What matters to these releases, and what is for none. */
async function* onlyFor(
  parts: AsyncIterable<FeedPart>,
  releases: readonly string[] | undefined,
): AsyncGenerator<FeedPart, void> {
  for await (const part of parts) {
    if (releases === undefined) yield part
    else {
      const narrowed = part.errata.map((erratum) => {
        const fixes = erratum.fixes.filter(({ release }) => release === '' || releases.includes(release))
        return { ...erratum, fixes, isOurs: fixes.length > 0 || erratum.fixes.length === 0 }
      })
      const others = narrowed.filter(({ isOurs }) => !isOurs).map(({ name }) => name)
      const errata = narrowed.filter(({ isOurs }) => isOurs).map(({ isOurs: _, ...erratum }) => erratum)
      yield { errata, rejects: part.rejects, gone: [...(part.gone ?? []), ...others] }
    }
  }
}

/** Errata with their packages of a transaction: SQLite's write lock is held for some 50 ms. */
const BATCH = 2000

async function fill(
  { db, clock }: LoadDeps,
  set: SetInMaking,
  source: string,
  fixes: FixRows,
  parts: AsyncIterable<FeedPart>,
): Promise<void> {
  await set.fill(
    asItems(parts, (part) => part.errata),
    {
      weigh: (erratum) => 1 + erratum.packages.length + erratum.fixes.length,
      weight: BATCH,
      findFault: ({ name }) => findNameFault(name),
      name: ({ name }) => name,
      write: (batch) => {
        const rows = mergeRepeats(batch).map((erratum) => {
          return { ...toErratumRow(erratum, set, source), releaseIds: [], fixes: fixes.toRows(erratum) }
        })
        return insertSetErrata(db, set.id, rows, clock())
      },
    },
  )
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

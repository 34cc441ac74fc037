import { createHash } from 'node:crypto'
import { replaceChances, replaceCwes, replaceExploited } from '../db/cve-fact-writes.ts'
import { type FixedPackageRow, listFixPackages, removeFixPackages, replaceFixPackage } from '../db/cve-fix-writes.ts'
import { forgetMatches } from '../db/cve-packages.ts'
import type { Tx } from '../db/open.ts'
import { listWantedCves, recordAbsent } from '../db/wanted-cves.ts'
import type { LoadDeps, LoadedFeed, LoadFeed } from '../feeds/refresh-service.ts'
import { readTar, readWhole } from '../lib/tar.ts'
import type { CveRecord, ExploitedCve } from '../model/cve.ts'
import { type RecordSource, storeCveRecords } from '../security/cve-records-service.ts'
import { schemeOf, sortKey } from '../versions/scheme.ts'
import { type CWE_LISTS, parseCwes } from './cwe/parse.ts'
import { parseDebianTracker, type TrackedPackage } from './debian-tracker/parse.ts'
import { parseEpss } from './epss/parse.ts'
import { parseKev } from './kev/parse.ts'
import { parseCveRecord } from './mitre/parse.ts'
import { findAbsent, toAbsent } from './mitre/source.ts'
import { parseNvdPage } from './nvd/parse.ts'
import { peekSequence, readSequence, readTexts } from './text-sequence.ts'
import { loadVex } from './vex-service.ts'

type Load = (deps: LoadDeps, pieces: AsyncIterable<Buffer>, feed: Parameters<LoadFeed>[1]) => Promise<Loaded>

interface Loaded extends Pick<LoadedFeed, 'store'> {
  items: number
  rejects: number
  /** What it says of packages. */
  fixes?: number
  /** What is only put in force as a whole. */
  commit?: (tx: Tx) => Promise<unknown>
}

/**
 * Writes what a feed tells of CVEs: each record as it comes, if it differs from what is known; lists that mean all that
 * is in them when they are there as a whole.
 */
export const loadCves: LoadFeed = async (deps, work, pieces): Promise<LoadedFeed> => {
  const load = LOADERS[work.source.name]
  if (!load) throw new Error(`nothing about CVEs is read from ${work.source.name}`)
  const { commit, ...loaded } = await load(deps, pieces, work)
  return {
    fixes: 0,
    ...loaded,
    commit: async (tx) => {
      await commit?.(tx)
      return null
    },
    discard: async () => {},
  }
}

const LOADERS: Readonly<Record<string, Load | undefined>> = {
  kev: loadKev,
  cwe: loadCweList,
  epss: loadEpss,
  tracker: loadTracker,
  mitre: loadMitre,
  nvd: loadNvd,
  vex: (deps, pieces, { feed }) => loadVex(deps, pieces, feed),
}

async function loadKev(_: LoadDeps, pieces: AsyncIterable<Buffer>): Promise<Loaded> {
  const all: ExploitedCve[] = []
  let count = 0
  for await (const { exploited, rejects } of parseKev(pieces, 'kev')) {
    all.push(...exploited)
    count += rejects.length
  }
  return { items: all.length, rejects: count, commit: (tx) => replaceExploited(tx, all) }
}

async function loadCweList({ db }: LoadDeps, pieces: AsyncIterable<Buffer>, { feed }: Parameters<LoadFeed>[1]) {
  const kind = feed.name.slice('cwe-'.length) as keyof typeof CWE_LISTS
  const count = { items: 0, rejects: 0 }
  for await (const { cwes, rejects } of parseCwes(pieces, feed.name, kind)) {
    await db.transaction((tx) => replaceCwes(tx, cwes))
    count.items += cwes.length
    count.rejects += rejects.length
  }
  return count
}

async function loadEpss({ db, signal }: LoadDeps, pieces: AsyncIterable<Buffer>): Promise<Loaded> {
  const count = { items: 0, rejects: 0 }
  for await (const { chances, rejects } of parseEpss(pieces, 'epss')) {
    signal?.throwIfAborted()
    if (chances.length > 0) await db.transaction((tx) => replaceChances(tx, chances))
    count.items += chances.length
    count.rejects += rejects.length
  }
  return count
}

const TRACKER = 'debian-tracker'

async function loadTracker(deps: LoadDeps, pieces: AsyncIterable<Buffer>, { feed }: Parameters<LoadFeed>[1]) {
  const { db, signal } = deps
  const releases = new Set(feed.releases)
  const known = await listFixPackages(db, TRACKER)
  const seen = new Set<string>()
  const changed: FixedPackageRow[] = []
  const count = { items: 0, rejects: 0, fixes: 0 }
  for await (const { packages, rejects } of parseDebianTracker(pieces, feed.name, (one) => releases.has(one))) {
    signal?.throwIfAborted()
    count.rejects += rejects.length
    count.items += packages.length
    for (const { name, fixes } of packages) {
      seen.add(name)
      count.fixes += fixes.length
    }
    const rows = listChanged(packages, known)
    changed.push(...rows.filter(({ name }) => known.has(name)))
    await storeFixes(
      deps,
      rows.filter(({ name }) => !known.has(name)),
    )
    await storeDescriptions(deps, packages)
  }
  const gone = [...known.keys()].filter((name) => !seen.has(name))
  // only when all of it was read: a cut file does not come here
  return {
    ...count,
    store: () => storeFixes(deps, changed),
    commit: (tx: Tx) => removeFixPackages(tx, TRACKER, gone),
  }
}

/** Packages of which something else is said than before. */
function listChanged(packages: readonly TrackedPackage[], known: ReadonlyMap<string, string>): FixedPackageRow[] {
  return packages.flatMap(({ name, fixes, isWhole }) => {
    const checksum = createHash('sha256').update(JSON.stringify(fixes)).digest('base64url')
    // of one that cannot be read whole, what was read before stays in force
    if (known.get(name) === checksum || (!isWhole && known.has(name))) return []
    const rows = fixes.map((fix) => {
      const key = fix.version === '' ? new Uint8Array() : sortKey(schemeOf(fix.type), fix.version)
      return { ...fix, distribution: 'debian', sortKey: key }
    })
    return [{ name, checksum, fixes: rows }]
  })
}

async function storeFixes({ db }: LoadDeps, packages: readonly FixedPackageRow[]): Promise<void> {
  for (const package_ of packages) await replaceFixPackage(db, TRACKER, package_)
  await forgetMatches(
    db,
    packages.map(({ name }) => name),
  )
}

function storeDescriptions({ db }: LoadDeps, packages: readonly TrackedPackage[]) {
  const records = packages.flatMap(({ descriptions }) => [...descriptions].map(([cve, text]) => toRecord(cve, text)))
  return storeCveRecords(db, 'debian-tracker', records)
}

function toRecord(name: string, description: string): CveRecord {
  const nothing = { title: '', publishedAt: 0, modifiedAt: 0, scores: [], cwes: [], references: [] }
  return { name, state: 'published', description, ...nothing }
}

const RECORDS = 500
const MAX_RECORD_BYTES = 10_000_000

/** Either the archive of all records, or a sequence of some: of what something here names. */
async function loadMitre(deps: LoadDeps, pieces: AsyncIterable<Buffer>) {
  const { db } = deps
  const wanted = new Set((await listWantedCves(db, 'mitre')).map(({ name }) => name))
  const { isSequence, all } = await peekSequence(pieces)
  const texts = isSequence ? readTexts(all) : readArchive(all, wanted)
  const { rejects, absent } = await storeTexts(deps, 'mitre', texts)
  const read = (await listWantedCves(db, 'mitre')).filter(({ isRead }) => isRead)
  return { items: read.length, rejects, commit: (tx: Tx) => recordAbsent(tx, 'mitre', absent) }
}

async function* readArchive(pieces: AsyncIterable<Buffer>, wanted: ReadonlySet<string>): AsyncGenerator<string, void> {
  const missing = new Set(wanted)
  for await (const file of readTar(pieces)) {
    const [, , name = ''] = /(^|\/)(CVE-\d{4}-\d+)\.json$/.exec(file.name) ?? []
    if (!missing.delete(name)) continue
    const whole = await readWhole(file, MAX_RECORD_BYTES)
    yield whole === undefined ? '' : whole.toString()
  }
  for (const name of missing) yield toAbsent(name)
}

async function storeTexts({ db, signal }: LoadDeps, source: RecordSource, texts: AsyncIterable<string>) {
  const absent: string[] = []
  let rejects = 0
  let records: CveRecord[] = []
  for await (const text of texts) {
    const nothing = findAbsent(text)
    if (nothing !== '') absent.push(nothing)
    const read = nothing === '' ? parseCveRecord(text) : undefined
    if (read && 'item' in read) records.push(read.item)
    else if (read) rejects++
    if (records.length < RECORDS) continue
    signal?.throwIfAborted()
    await storeCveRecords(db, source, records)
    records = []
  }
  await storeCveRecords(db, source, records)
  return { rejects, absent }
}

async function loadNvd({ db, signal }: LoadDeps, pieces: AsyncIterable<Buffer>, { row }: Parameters<LoadFeed>[1]) {
  const count = { items: 0, rejects: 0 }
  for await (const page of readSequence(pieces)) {
    for await (const { records, rejects } of parseNvdPage(page, 'nvd')) {
      signal?.throwIfAborted()
      await storeCveRecords(db, 'nvd', records)
      count.items += records.length
      count.rejects += rejects.length
    }
  }
  // what was read before is still there
  return { ...count, items: row.item_count + count.items }
}

import { copyFileSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { type Db, openDatabase } from '../src/db/open.ts'
import { upsertPackages } from '../src/db/packages-write.ts'
import { ensurePairs } from '../src/db/update-writes.ts'
import { debianSource } from '../src/errata/debian/source.ts'
import { loadErrata } from '../src/errata/service.ts'
import { refreshFeeds } from '../src/feeds/service.ts'
import { createLog } from '../src/lib/log.ts'
import { buildSet } from '../src/repos/build-service.ts'
import { yumFormat } from '../src/repos/yum/format.ts'
import { reflagUpdates } from '../src/updates/reflag-service.ts'
import { sortKey } from '../src/versions/scheme.ts'
import { onFreshDatabase } from './lib/bare-insert.ts'
import { type Figure, printFigures } from './lib/figures.ts'
import { BENCH_NOW, updatedFleetDatabaseFile } from './lib/fleet-database.ts'
import { madeUpUpdateinfo } from './lib/made-up-errata.ts'
import { measure, peakMemory } from './lib/measure.ts'

/*
 * `node bench/errata.ts [hosts [packages [folder]]]`: Debian's lists (those of the folder, as `DSA-list.txt.gz` and
 * `DLA-list.txt.gz`, else made-up ones of their size), 20,000 errata of an updateinfo.xml, and what one new erratum
 * costs a fleet of which each host waits for it.
 */
const [hosts = 10_000, packages = 200] = process.argv.slice(2, 4).map(Number)
const folder = process.argv[4]
const ERRATA = 20_000
const RELEASES = ['stretch', 'buster', 'bullseye', 'bookworm', 'trixie']
const log = createLog({ level: 'warn' })
const clock = () => BENCH_NOW

const NEW_ERRATUM = `[01 Jun 2026] DSA-9999-1 made-up - security update
\t{CVE-2026-99999}
\t[bookworm] - made-up 2-1
`

const lists = readLists()
const loads = [await loadLists(), await loadUpdateinfo()].flat()
const flags = await flagFleet()
if (!printFigures(`Errata: ${hosts} hosts of ${packages} packages`, [...loads, ...flags])) process.exitCode = 1

interface Lists {
  dsa: string
  dla: string
}

function readLists(): Lists {
  const read = (name: string) => {
    if (folder === undefined) return makeList(name)
    return gunzipSync(readFileSync(join(folder, `${name}-list.txt.gz`))).toString('utf8')
  }
  return { dsa: read('DSA'), dla: read('DLA') }
}

function makeList(name: string): string {
  const entries = Array.from({ length: 5000 }, (_, i) => {
    const versions = RELEASES.map((release, n) => `\t[${release}] - source${i % 900} ${n}.${i}-1\n`)
    return `[01 Jan 2024] ${name}-${9000 - i}-1 source${i % 900} - security update\n\t{CVE-2024-${10_000 + i}}\n${versions.join('')}`
  })
  return entries.join('')
}

/** Reads Debian's lists from memory. */
function readDebian(db: Db, { dsa, dla }: Lists) {
  const files: Record<string, string> = { 'http://feeds.example/DSA/list': dsa, 'http://feeds.example/DLA/list': dla }
  const get = async (url: string) => {
    const body = async function* () {
      yield Buffer.from(files[url] ?? '')
    }
    return { status: 'ok', url, body: body(), etag: '', lastModified: '', contentType: '' } as const
  }
  const settings = {
    ...{ feeds: { debian: 'http://feeds.example' }, errataSources: ['debian'], debianCodenames: RELEASES },
    ...{ almaReleases: [], ubuntuCodenames: [], minCentosRelease: 7 },
  }
  const loaders = { errata: loadErrata, cves: loadErrata }
  return refreshFeeds({ db, fetcher: { get }, clock, log, loaders }, { sources: [debianSource], settings })
}

async function loadLists(): Promise<Figure[]> {
  return onFreshDatabase(async (db) => {
    const first = await measure(() => readDebian(db, lists))
    const again = await measure(() => readDebian(db, lists))
    const items = first.result.outcomes.reduce((sum, outcome) => sum + outcome.items, 0)
    return [
      {
        name: 'DSA and DLA lists',
        value: first.ms / 1000,
        unit: 's',
        limit: 10,
        note: `${items} errata, ${seconds(first.cpuMs)} of CPU`,
      },
      { name: 'unchanged', value: again.ms, unit: 'ms' },
    ]
  })
}

async function loadUpdateinfo(): Promise<Figure> {
  return onFreshDatabase(async (db) => {
    const part = { kind: 'errata' as const, section: 'updateinfo.xml', checksum: 'x' }
    const made: Buffer[] = []
    for await (const piece of madeUpUpdateinfo(ERRATA)) made.push(piece)
    const loaded = await measure(() => buildSet({ db, clock }, yumFormat, { ...part, pieces: asPieces(made) }))
    const note = `${loaded.result.items} errata of 10 builds, ${seconds(loaded.cpuMs)} of CPU`
    return { name: 'updateinfo.xml', value: loaded.ms / 1000, unit: 's', limit: 10, note }
  })
}

async function* asPieces(all: readonly Buffer[]): AsyncGenerator<Buffer, void> {
  yield* all
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}

async function flagFleet(): Promise<Figure[]> {
  const original = await updatedFleetDatabaseFile({ hosts, packages, seed: 1 })
  const path = `${original}.errata.${process.pid}`
  copyFileSync(original, path)
  const db = openDatabase(`sqlite:${path}`)
  try {
    await makeAllWait(db)
    await readDebian(db, lists)
    const first = await measure(() => reflagUpdates({ db, clock, log }))
    await readDebian(db, { ...lists, dsa: NEW_ERRATUM + lists.dsa })
    const one = await measure(() => reflagUpdates({ db, clock, log }))
    return [
      {
        name: 'flags after the first load',
        value: first.ms / 1000,
        unit: 's',
        note: `${first.result.updates} updates, ${seconds(first.cpuMs)} of CPU`,
      },
      {
        ...{
          name: 'flags after one new erratum',
          value: one.ms / 1000,
          unit: 's',
          limit: Math.max(0.2, hosts / 10_000),
        },
        note: `${one.result.hosts} hosts flagged, ${seconds(one.cpuMs)} of CPU`,
      },
      { name: 'peak memory', value: peakMemory(), unit: 'MB' },
    ]
  } finally {
    await db.close()
    for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true })
  }
}

/** Every host runs the release that the erratum is for, and waits for an update of one package. */
async function makeAllWait(db: Db): Promise<void> {
  const release = sql`(select id from os_release where name = 'Debian 12')`
  await sql`update os_variant set os_release_id = ${release}`.execute(db.query)
  await db.transaction(async (tx) => {
    const rows = ['1-1', '2-1'].map((text) => {
      const [version = '', revision = ''] = text.split('-')
      const key = {
        type: 'deb' as const,
        category: '',
        name: 'made-up',
        epoch: '',
        version,
        release: revision,
        arch: 'amd64',
      }
      return { ...key, source: '', sourceVersion: '', sortKey: sortKey('deb', text) }
    })
    const [old = 0, fresh = 0] = await upsertPackages(tx, rows)
    const [update] = await ensurePairs(tx, [[old, fresh]])
    await sql`insert into package_set_entry (package_id, set_id)
      select ${fresh}, id from package_set where kind = 'packages'`.execute(tx.query)
    await sql`insert into host_package (host_id, package_id) select id, ${old} from host`.execute(tx.query)
    await sql`insert into host_update (host_id, update_id, security, state, repo_id)
      select id, ${update?.id ?? 0}, 0, 'pending', 0 from host`.execute(tx.query)
    await sql`update host set bugfix_count = bugfix_count + 1`.execute(tx.query)
  })
}

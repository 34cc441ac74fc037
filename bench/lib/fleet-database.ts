import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { recountHosts } from '../../src/db/host-counts.ts'
import { migrate } from '../../src/db/migrate.ts'
import { type Db, openDatabase } from '../../src/db/open.ts'
import { makeFleet } from '../../src/demo/fleet.ts'
import { APT_RELEASES, RPM_RELEASES } from '../../src/demo/releases.ts'
import { createLog } from '../../src/lib/log.ts'
import { updateHosts } from '../../src/updates/service.ts'
import { fillHosts } from './fill-hosts.ts'
import { fillRepos } from './fill-repos.ts'
import { PackageIds } from './package-ids.ts'

export interface FleetDatabaseOptions {
  hosts: number
  /** Of a typical host. */
  packages: number
  seed: number
  /** Debian and Ubuntu, or Rocky, Alma and openSUSE with modules and priorities; apt's unless told. */
  world?: 'apt' | 'rpm'
}

/** Day 0 of the fleets of benchmarks: a file that was made yesterday is still right. */
export const BENCH_NOW = Date.UTC(2026, 5, 1, 12)

/**
 * The path of a SQLite database with a whole fleet: repositories with package sets, hosts with packages,
 * reports and history, but no updates found yet. The file is kept in the temporary folder for as long as the
 * schema and the generator stay as they are: copy it before writing to it.
 */
export function fleetDatabaseFile(options: FleetDatabaseOptions): Promise<string> {
  return cachedFile(options, 'bare', GENERATOR, (path) => fillFile(path, options))
}

/** The same with every host's updates. */
export function updatedFleetDatabaseFile(options: FleetDatabaseOptions): Promise<string> {
  return cachedFile(
    options,
    'updated',
    [...GENERATOR, 'src/updates', 'src/updates/apt', 'src/updates/dnf', 'src/updates/zypper'],
    async (path) => {
      copyFileSync(await fleetDatabaseFile(options), path)
      await inFile(path, async (db) => {
        await updateHosts({ db, clock: () => BENCH_NOW, log: createLog({ level: 'warn' }) })
      })
    },
  )
}

const GENERATOR = [
  'src/demo',
  'src/db/migrations',
  'src/versions/deb',
  'src/versions/rpm',
  'bench/lib/fill-hosts.ts',
  'bench/lib/fill-repos.ts',
  'bench/lib/fill-parts.ts',
  'bench/lib/fill-rpm-hosts.ts',
]

async function cachedFile(
  { hosts, packages, seed, world = 'apt' }: FleetDatabaseOptions,
  kind: string,
  madeBy: readonly string[],
  make: (path: string) => Promise<void>,
): Promise<string> {
  const folder = join(tmpdir(), 'patchman-bench')
  const name = `${kind}-${world}-${hosts}-${packages}-${seed}-`
  const path = join(folder, `${name}${fingerprint(madeBy)}.db`)
  if (existsSync(path)) return path
  mkdirSync(folder, { recursive: true })
  for (const old of readdirSync(folder)) if (old.startsWith(name)) rmSync(join(folder, old))
  console.error(`filling ${path} (kept for the next run)`)
  const making = `${path}.${process.pid}`
  await make(making)
  renameSync(making, path)
  return path
}

function fillFile(path: string, options: FleetDatabaseOptions): Promise<void> {
  return inFile(path, async (db) => {
    await migrate(db)
    await fillFleet(db, options)
  })
}

async function inFile(path: string, work: (db: Db) => Promise<void>): Promise<void> {
  const db = openDatabase(`sqlite:${path}`)
  await sql`pragma synchronous = off`.execute(db.query)
  await sql`pragma foreign_keys = off`.execute(db.query)
  await work(db)
  await sql`analyze`.execute(db.query)
  await sql`pragma wal_checkpoint(truncate)`.execute(db.query)
  await db.close()
}

/** Puts a fleet into an empty, migrated database, past the ordinary ways in. */
export async function fillFleet(db: Db, { hosts, packages, seed, world }: FleetDatabaseOptions): Promise<void> {
  const releases = world === 'rpm' ? RPM_RELEASES.filter(({ name }) => name !== 'rhel9') : APT_RELEASES
  const madeUp = Math.max(packages * 3, 15_000)
  const fleet = makeFleet({ hosts, packages, seed, now: BENCH_NOW, madeUp, releases })
  const ids = new PackageIds(db)
  const repoIds = await fillRepos(db, fleet, ids)
  await fillHosts(db, fleet, ids, repoIds)
  await db.transaction((tx) => recountHosts(tx))
}

/** Of whatever decides the file's content. */
function fingerprint(places: readonly string[]): string {
  const root = join(import.meta.dirname, '../..')
  const files = places.flatMap((place) => listFiles(join(root, place)))
  const hash = createHash('sha256')
  for (const file of files.filter((name) => !name.endsWith('.test.ts')).sort()) hash.update(readFileSync(file))
  return hash.digest('hex').slice(0, 10)
}

function listFiles(path: string): string[] {
  if (statSync(path).isFile()) return [path]
  const inside = readdirSync(path, { withFileTypes: true })
  return inside.filter((entry) => entry.isFile()).map((entry) => join(path, entry.name))
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from '../../src/db/migrate.ts'
import { type Db, openDatabase } from '../../src/db/open.ts'
import { seededRandom } from '../../src/demo/random.ts'
import { refreshRepos } from '../../src/repos/service.ts'
import { forEachDatabase } from '../support/databases.ts'
import { silentLog } from '../support/log.ts'
import { fetcher, reportAs, server, setUpRefreshing } from '../support/refreshing.ts'
import { erratumElement, moduleDocument, publishYum } from '../support/yum-repository.ts'

setUpRefreshing()

const KILLS = 5
const PACKAGES = 6000

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'patchman-kill-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A process that refreshes; it says when it has begun. */
function writeWorker(): string {
  const source = (path: string) => JSON.stringify(join(import.meta.dirname, '../../src', path))
  const file = join(folder, 'refresh.ts')
  writeFileSync(
    file,
    `import { openDatabase } from ${source('db/open.ts')}
import { createFetcher } from ${source('lib/fetch/fetcher.ts')}
import { refreshRepos } from ${source('repos/service.ts')}
const log = { debug() {}, info() {}, warn() {}, error() {} }
const db = openDatabase(process.argv[2])
console.log('begun')
await refreshRepos({ db, fetcher: createFetcher({ allow: ['127.0.0.1/32'] }), clock: Date.now, log })
console.log('done')
await db.close()
process.exit(0)
`,
  )
  return file
}

const versions = (version: number) => ({
  packages: Array.from({ length: PACKAGES }, (_, i) => `p${i} ${version}-1`),
  modules: moduleDocument(`m:${version}:1:c:x86_64`, [`p1-0:${version}-1.x86_64`]),
  errata: erratumElement(`E-${version}`, 'security', [`p1 ${version}-1`]),
  timestamp: 1_700_000_000 + version,
})

/** Versions of packages, streams and errata in force, and whether a set is half of one. */
async function findInForce(db: Db) {
  const mirror = await db.query.selectFrom('mirror').selectAll().executeTakeFirstOrThrow()
  const packages = await db.query
    .selectFrom('package_set_entry as e')
    .innerJoin('package as p', 'p.id', 'e.package_id')
    .select((eb) => ['p.version', eb.fn.countAll<number>().as('n')])
    .where('e.set_id', '=', mirror.package_set_id ?? 0)
    .groupBy('p.version')
    .execute()
  const ids = [mirror.module_set_id ?? 0, mirror.errata_set_id ?? 0]
  const streams = await db.query.selectFrom('set_module').select('stream').where('set_id', 'in', ids).execute()
  const errata = await db.query
    .selectFrom('set_erratum as s')
    .innerJoin('erratum as e', 'e.id', 's.erratum_id')
    .select('e.name')
    .where('s.set_id', 'in', ids)
    .execute()
  return {
    packages: packages.map((row) => [row.version, Number(row.n)]),
    streams: streams.map((row) => row.stream),
    errata: errata.map((row) => row.name),
  }
}

const wholeOf = (version: number) => ({
  packages: [[String(version), PACKAGES]],
  streams: [String(version)],
  errata: [`E-${version}`],
})

forEachDatabase('a refresh of yum that is killed', (databases) => {
  test('leaves one version whole in force, and the next one completes', { timeout: 240_000 }, async () => {
    const url = await databases.createUrl()
    const db = openDatabase(url)
    const clock = () => Date.now()
    const deps = { db, fetcher, clock, log: silentLog }
    try {
      await migrate(db)
      await reportAs(db, 'rpm', [publishYum(server, '/os', versions(1))])
      await refreshRepos(deps)
      expect(await findInForce(db)).toEqual(wholeOf(1))
      const worker = writeWorker()
      const random = seededRandom(7, databases.dialect)
      let inForce = 1
      for (let kill = 2; kill < 2 + KILLS; kill++) {
        publishYum(server, '/os', versions(kill))
        const child = spawn(process.execPath, [worker, url], { stdio: ['ignore', 'pipe', 'inherit'] })
        const ended = once(child, 'exit')
        await once(child.stdout, 'data')
        await Promise.race([delay(random.int(20, 900)), ended])
        child.kill('SIGKILL')
        await ended
        const found = await findInForce(db)
        // the old version or the new one, never parts of both
        if (found.packages[0]?.[0] === String(kill)) inForce = kill
        expect(found).toEqual(wholeOf(inForce))
      }
      expect(await refreshRepos(deps)).toMatchObject({ failed: 0 })
      expect(await findInForce(db)).toEqual(wholeOf(1 + KILLS))
      // what the killed ones left goes when it is known that nobody works on it any more
      await refreshRepos({ ...deps, clock: () => Date.now() + 16 * 60_000 })
      const sets = await db.query.selectFrom('package_set').select(['kind', 'ready']).orderBy('kind').execute()
      expect(sets).toEqual(['errata', 'modules', 'packages'].map((kind) => ({ kind, ready: 1 })))
    } finally {
      await db.close()
    }
  })
})

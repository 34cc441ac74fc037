import { replaceChances, replaceCwes, replaceExploited } from '../db/cve-fact-writes.ts'
import type { Db } from '../db/open.ts'
import { loadErrata } from '../errata/service.ts'
import { ERRATA_SOURCES } from '../errata/sources.ts'
import { refreshFeeds } from '../feeds/service.ts'
import { FetchFailure } from '../lib/fetch/failure.ts'
import type { Fetcher } from '../lib/fetch/fetcher.ts'
import type { Log } from '../lib/log.ts'
import { storeCveRecords, storeVendorSeverities } from '../security/cve-records-service.ts'
import { toChances, toCweNames, toExploited, toRecords } from './cve-facts.ts'
import { writeDebianLists } from './debian-advisories.ts'
import { listFleetFlaws } from './flaws.ts'
import type { Fleet } from './fleet.ts'

const BASE = 'https://feeds.example'

/** Errata of Debian and facts about CVEs, as a refresh would have left them: read by the ordinary parsers and writers. */
export async function readDemoFeeds(db: Db, log: Log, fleet: Fleet, now: number): Promise<void> {
  const { archives, options } = fleet
  const lists = writeDebianLists(archives, options.seed, options.now)
  const files = new Map([
    [`${BASE}/debian/DSA/list`, lists.dsa],
    [`${BASE}/debian/DLA/list`, lists.dla],
  ])
  await refreshFeeds(
    { db, fetcher: serve(files), clock: () => now, log, loaders: { errata: loadErrata, cves: loadErrata } },
    { sources: ERRATA_SOURCES, settings: SETTINGS },
  )
  const flaws = listFleetFlaws(archives, options.seed, options.now)
  await storeCveRecords(db, 'mitre', toRecords(flaws))
  await db.transaction(async (tx) => {
    await replaceChances(tx, toChances(flaws))
    await replaceExploited(tx, toExploited(flaws))
    await replaceCwes(tx, toCweNames())
  })
  await storeVendorSeverities(db)
}

const SETTINGS = {
  feeds: { debian: `${BASE}/debian` },
  errataSources: ['debian'],
  ...{ almaReleases: [], debianCodenames: [], ubuntuCodenames: [], minCentosRelease: 7 },
}

function serve(files: ReadonlyMap<string, string>): Pick<Fetcher, 'get'> {
  return {
    get(url) {
      const text = files.get(url)
      if (text === undefined) throw new FetchFailure('http-404', `${url} is not there`)
      const body = async function* () {
        yield Buffer.from(text)
      }
      return Promise.resolve({
        ...{ status: 'ok', url, body: body(), etag: '', lastModified: '', contentType: 'text/plain' },
      } as const)
    },
  }
}

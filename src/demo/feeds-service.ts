import { createHash } from 'node:crypto'
import type { Db } from '../db/open.ts'
import { loadCves } from '../errata/cves-service.ts'
import { loadErrata } from '../errata/service.ts'
import { CVE_SOURCES, ERRATA_SOURCES } from '../errata/sources.ts'
import { refreshFeeds } from '../feeds/service.ts'
import { FetchFailure } from '../lib/fetch/failure.ts'
import type { Fetcher } from '../lib/fetch/fetcher.ts'
import type { Log } from '../lib/log.ts'
import { storeCveRecords, storeVendorSeverities } from '../security/cve-records-service.ts'
import { toRecords, writeEpss, writeKev, writeWeaknesses } from './cve-facts.ts'
import { writeDebianLists } from './debian-advisories.ts'
import { listOpenFlaws, writeDebianTracker } from './debian-tracker.ts'
import { listFleetFlaws } from './flaws.ts'
import type { Fleet } from './fleet.ts'
import { EMPTY_SECDB, writeArchIssues, writeSecdb } from './other-advisories.ts'
import { writeUbuntuNotices } from './ubuntu-notices.ts'

const BASE = 'https://feeds.example'

/** Errata and facts about CVEs, as a refresh would have left them: read by the ordinary parsers and writers. */
export async function readDemoFeeds(db: Db, log: Log, fleet: Fleet, now: number): Promise<void> {
  const { archives, options } = fleet
  const open = listOpenFlaws(archives, options.seed, options.now)
  const flaws = [...listFleetFlaws(archives, options.seed, options.now), ...open.map(({ flaw }) => flaw)]
  const lists = writeDebianLists(archives, options.seed, options.now)
  const notices = writeUbuntuNotices(archives, options.seed, options.now)
  const files = {
    'debian/DSA/list': lists.dsa,
    'debian/DLA/list': lists.dla,
    'ubuntu/database.json.bz2': notices,
    'ubuntu/database.json.bz2.sha256': createHash('sha256').update(notices).digest('hex'),
    'kev/known_exploited_vulnerabilities.json': writeKev(flaws),
    'epss/epss_scores-current.csv.gz': writeEpss(flaws, options.now),
    'cwe/cwe/weakness/all': writeWeaknesses(),
    'cwe/cwe/category/all': '{"Categories": []}',
    'cwe/cwe/view/all': '{"Views": []}',
    'tracker/data/json': writeDebianTracker(open),
    'arch/issues/all.json': writeArchIssues(archives, options.seed, options.now),
    'alpine/v3.20/main.json': writeSecdb(archives, options.seed, options.now),
    'alpine/v3.20/community.json': EMPTY_SECDB,
  }
  await storeCveRecords(db, 'mitre', toRecords(flaws))
  await refreshFeeds(
    { db, fetcher: serve(files), clock: () => now, log, loaders: { errata: loadErrata, cves: loadCves } },
    { sources: [...ERRATA_SOURCES, ...CVE_SOURCES], settings: SETTINGS },
  )
  await storeVendorSeverities(db)
}

/** One of them cannot be read. */
const NAMES = ['debian', 'ubuntu', 'arch', 'alpine', 'kev', 'epss', 'cwe', 'tracker', 'nvd']

const SETTINGS = {
  feeds: Object.fromEntries(NAMES.map((name) => [name, `${BASE}/${name}`])),
  errataSources: ['debian', 'ubuntu', 'arch', 'alpine'],
  ...{ almaReleases: [], debianCodenames: [], ubuntuCodenames: [], minCentosRelease: 7 },
}

function serve(files: Readonly<Record<string, string>>): Pick<Fetcher, 'get'> {
  return {
    get(url) {
      const text = files[url.slice(BASE.length + 1)]
      if (text === undefined) throw new FetchFailure('http-5xx', `${new URL(url).host} answers 503 Service Unavailable`)
      const body = async function* () {
        yield Buffer.from(text)
      }
      return Promise.resolve({
        ...{ status: 'ok', url, body: body(), etag: '', lastModified: '', contentType: 'text/plain' },
      } as const)
    },
  }
}

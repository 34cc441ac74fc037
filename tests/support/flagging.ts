import { expect } from 'vitest'
import type { Db } from '../../src/db/open.ts'
import { loadErrata } from '../../src/errata/service.ts'
import { ERRATA_SOURCES } from '../../src/errata/sources.ts'
import { refreshFeeds } from '../../src/feeds/service.ts'
import { reflagUpdates } from '../../src/updates/reflag-service.ts'
import { silentLog } from './log.ts'
import { fetcher, findCandidates, now, passTime, sendReport, server } from './refreshing.ts'
import { expectSameWaiting } from './waiting.ts'

const NAMES = ERRATA_SOURCES.map(({ name }) => name)

/** Reads the feeds and flags what they touch, as the job does. `given`: of which sources, at which addresses. */
export async function readFeeds(
  db: Db,
  given: Readonly<Record<string, string>> = Object.fromEntries(NAMES.map((name) => [name, `${server.url}/${name}`])),
): Promise<{ updates: number; hosts: number }> {
  passTime(1000)
  const deps = { db, fetcher, clock: () => now, log: silentLog }
  const none = { almaReleases: [], ubuntuCodenames: [], minCentosRelease: 7, debianCodenames: ['bookworm', 'trixie'] }
  await refreshFeeds(
    { ...deps, loaders: { errata: loadErrata, cves: loadErrata } },
    { sources: ERRATA_SOURCES, settings: { ...none, errataSources: NAMES, feeds: given } },
  )
  return reflagUpdates(deps)
}

interface Deb {
  name: string
  version: string
  arch?: string
}

export async function sendDebian(
  db: Db,
  hostname: string,
  os: string,
  packages: Deb[],
  suite = 'bookworm',
): Promise<void> {
  const url = `${server.url}/debian/dists/${suite}/main/binary-amd64`
  await sendReport(db, {
    ...{ hostname, arch: 'x86_64', kernel: '6.1', os },
    packages: packages.map(({ name, version, arch = 'amd64' }) => {
      const [, upstream, release = ''] = /^(.*?)(?:-([^-]*))?$/.exec(version) ?? []
      return { name, epoch: '', version: upstream, release, arch, type: 'deb' }
    }),
    repos: [{ type: 'deb', name: suite, id: '', priority: 500, urls: [url] }],
  })
}

interface Flag {
  host: string
  name: string
  security: number
  reason: string
}

const flags = (db: Db): Promise<Flag[]> =>
  db.query
    .selectFrom('host_update as u')
    .innerJoin('host as h', 'h.id', 'u.host_id')
    .innerJoin('package_update as x', 'x.id', 'u.update_id')
    .innerJoin('package as p', 'p.id', 'x.candidate_id')
    .innerJoin('package_name as n', 'n.id', 'p.name_id')
    .select(['h.hostname as host', 'n.name', 'u.security', 'u.reason'])
    .orderBy('h.hostname')
    .orderBy('n.name')
    .orderBy('p.version')
    .execute()

/** What is stored, as text; the stored counts are those of the rows. */
export async function flagged(db: Db): Promise<string[]> {
  const rows = await flags(db)
  const counts = await db.query.selectFrom('host').select(['hostname', 'security_count', 'bugfix_count']).execute()
  for (const { hostname, security_count, bugfix_count } of counts) {
    const own = rows.filter(({ host }) => host === hostname)
    const security = own.filter((row) => row.security === 1).length
    expect([hostname, security_count, bugfix_count]).toEqual([hostname, security, own.length - security])
  }
  const pairs = await db.query
    .selectFrom('package_update')
    .select((b) => b.fn.sum('security_host_count').as('n'))
    .execute()
  expect(Number(pairs[0]?.n)).toBe(rows.filter(({ security }) => security === 1).length)
  return rows.map(({ host, name, reason }) => `${host} ${name} ${reason}`.trim())
}

/** Found anew from nothing, it is the same. */
export async function expectSameAnew(db: Db): Promise<void> {
  await expectSameWaiting(db)
  const before = await flags(db)
  await db.query.updateTable('host').set({ updates_basis: '' }).execute()
  await findCandidates(db)
  expect(await flags(db)).toEqual(before)
}
export const sendRpm = async (
  hostname: string,
  os: string,
  db: Db,
  packages: [name: string, evr: string][],
  members: object = {},
) => {
  await sendReport(db, {
    ...{ hostname, arch: 'x86_64', kernel: '5', os },
    packages: packages.map(([name, evr]) => {
      const [, epoch = '', version, release] = /^(?:(\d+):)?(.*)-(.*)$/.exec(evr) ?? []
      return { name, epoch, version, release, arch: 'x86_64', type: 'rpm' }
    }),
    repos: [{ type: 'rpm', name: 'base', id: 'base', priority: 99, urls: [`${server.url}/yum`] }],
    ...members,
  })
}

import { zstdCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { redHatAdvisory } from '../../../tests/support/csaf.ts'
import { redHatVex } from '../../../tests/support/csaf-vex.ts'
import { forEachDatabase } from '../../../tests/support/databases.ts'
import { sendRpm } from '../../../tests/support/flagging.ts'
import { silentLog } from '../../../tests/support/log.ts'
import { fetcher, now, passTime, server, setUpRefreshing } from '../../../tests/support/refreshing.ts'
import { makeTar } from '../../../tests/support/tar.ts'
import { listFeeds } from '../../db/feed-list.ts'
import type { Db } from '../../db/open.ts'
import { refreshFeeds } from '../../feeds/service.ts'
import { matchPackages } from '../../security/match-service.ts'
import { loadCves } from '../cves-service.ts'
import { loadErrata } from '../service.ts'
import { CVE_SOURCES, ERRATA_SOURCES } from '../sources.ts'

setUpRefreshing()

const SETTINGS = {
  almaReleases: [],
  debianCodenames: [],
  ubuntuCodenames: [],
  minCentosRelease: 7,
  errataSources: ['redhat'],
}

async function refresh(db: Db) {
  passTime(1000)
  const feeds = { vex: `${server.url}/vex`, redhat: `${server.url}/redhat` }
  const deps = { db, fetcher, clock: () => now, log: silentLog, loaders: { errata: loadErrata, cves: loadCves } }
  const summary = await refreshFeeds(deps, {
    sources: [...ERRATA_SOURCES, ...CVE_SOURCES],
    settings: { ...SETTINGS, feeds },
  })
  await matchPackages({ db })
  return summary
}

function serve(path: 'vex' | 'redhat', archive: object[]): void {
  const name = 'csaf_2026-11-03.tar.zst'
  const files = Object.fromEntries(archive.map((document, i) => [`2026/${i}.json`, JSON.stringify(document)]))
  server.on(`/${path}/changes.csv`, '"2026/cve-2026-0001.json","2026-11-01T10:00:00+00:00"\n')
  server.on(`/${path}/archive_latest.txt`, name)
  server.on(`/${path}/${name}`, zstdCompressSync(makeTar(files)))
}

const NINE = { platform: 'red_hat_enterprise_linux_9', status: 'known_affected' } as const

const states = (db: Db) =>
  db.query
    .selectFrom('cve_fix as f')
    .innerJoin('cve as c', 'c.id', 'f.cve_id')
    .select(['c.name as cve', 'f.name', 'f.release', 'f.module', 'f.name_of', 'f.state', 'f.note', 'f.severity'])
    .orderBy('c.name')
    .orderBy('f.name')
    .execute()

const listStates = async (db: Db) => (await states(db)).map((row) => `${row.cve} ${row.name} ${row.state}`)

async function listMatches(db: Db): Promise<string[]> {
  const rows = await db.query
    .selectFrom('package_cve as x')
    .innerJoin('cve as c', 'c.id', 'x.cve_id')
    .innerJoin('package as p', 'p.id', 'x.package_id')
    .innerJoin('package_name as n', 'n.id', 'p.name_id')
    .select(['c.name as cve', 'n.name', 'x.state', 'x.fixed'])
    .orderBy('c.name')
    .orderBy('n.name')
    .execute()
  return rows.map(({ cve, name, state, fixed }) => `${cve} ${name} ${state} ${fixed}`.trim())
}

const sendHost = (db: Db) =>
  sendRpm('r', 'Red Hat Enterprise Linux 9.4', db, [
    ['samba', '4.1-1.el9'],
    ['bash', '5.1.8-6.el9'],
  ])

forEachDatabase('what Red Hat says of CVEs that it has not fixed', (databases) => {
  test('is read by package, release and module stream, with why', async () => {
    const db = await databases.open()
    await sendHost(db)
    serve('vex', [
      redHatVex('CVE-2026-0001', [
        { ...NINE, package: 'samba', remediation: ['none_available', 'Affected'] },
        { ...NINE, package: 'nodejs:18/nodejs', remediation: ['no_fix_planned', 'Will not fix'] },
        { ...NINE, package: 'curl', remediation: ['no_fix_planned', 'Out of support scope'] },
        { ...NINE, package: 'bash', remediation: ['none_available', 'Fix deferred'] },
        { ...NINE, package: 'kernel' },
        { ...NINE, package: 'vim', status: 'known_not_affected' },
        { ...NINE, package: 'zsh', status: 'under_investigation' },
        // of no host
        { ...NINE, platform: 'red_hat_enterprise_linux_8', package: 'samba' },
      ]),
      redHatVex('CVE-2026-0002', [{ ...NINE, platform: 'red_hat_enterprise_linux_8', package: 'samba' }]),
    ])
    expect(await refresh(db)).toMatchObject({
      outcomes: [{ feed: 'redhat' }, { feed: 'redhat-vex', result: 'changed', items: 1, rejects: 0 }],
    })
    const told = { cve: 'CVE-2026-0001', release: '9', module: '', name_of: 'source', severity: 'moderate', note: '' }
    expect(await states(db)).toEqual([
      { ...told, name: 'bash', state: 'postponed', note: 'Fix deferred' },
      { ...told, name: 'curl', state: 'ended', note: 'Out of support scope' },
      { ...told, name: 'kernel', state: 'unfixed' },
      { ...told, name: 'nodejs', state: 'ignored', note: 'Will not fix', module: 'nodejs:18' },
      { ...told, name: 'samba', state: 'unfixed' },
      { ...told, name: 'vim', state: 'not-affected', note: 'vulnerable code not present' },
      { ...told, name: 'zsh', state: 'undetermined' },
    ])
    expect(await listMatches(db)).toEqual(['CVE-2026-0001 bash postponed', 'CVE-2026-0001 samba unfixed'])
    const cve = await db.query.selectFrom('cve').selectAll().where('name', '=', 'CVE-2026-0001').executeTakeFirst()
    expect(cve).toMatchObject({ description: 'A flaw was found in it.', score: 59, severity: 'medium' })
  })

  test('changes with each document; what advisories fix is theirs to tell', async () => {
    const db = await databases.open()
    await sendHost(db)
    const open = redHatVex('CVE-2026-0001', [{ ...NINE, package: 'samba' }])
    serve('vex', [open, redHatVex('CVE-2026-0002', [{ ...NINE, package: 'bash' }])])
    serve('redhat', [
      redHatAdvisory({
        id: 'RHSA-2026:1',
        cves: ['CVE-2026-0001'],
        builds: [{ nevra: 'samba-4.2-1.el9.x86_64', platform: 'BaseOS-9.4.0.Z.MAIN' }],
      }),
    ])
    await refresh(db)
    expect(await listStates(db)).toEqual(['CVE-2026-0001 samba unfixed', 'CVE-2026-0002 bash unfixed'])
    expect(await listMatches(db)).toEqual(['CVE-2026-0001 samba unfixed', 'CVE-2026-0002 bash unfixed'])

    server.on(
      '/vex/changes.csv',
      ['0001', '0002', '0003'].map((n) => `"2026/cve-2026-${n}.json","2026-11-05T10:00:00+00:00"\n`).join(''),
    )
    server.on('/vex/deletions.csv', '"2026/cve-2026-0009.json","2026-11-05T10:00:00+00:00"\n')
    server.on(
      '/vex/2026/cve-2026-0001.json',
      JSON.stringify(redHatVex('CVE-2026-0001', [{ ...NINE, package: 'samba', status: 'fixed' }])),
    )
    server.on(
      '/vex/2026/cve-2026-0003.json',
      JSON.stringify(redHatVex('CVE-2026-0003', [{ ...NINE, package: 'samba' }])),
    )
    // 0002 is not there any more
    await refresh(db)
    expect(await listStates(db)).toEqual(['CVE-2026-0003 samba unfixed'])
    expect(await listMatches(db)).toEqual(['CVE-2026-0001 samba fixable 4.2-1.el9', 'CVE-2026-0003 samba unfixed'])
    expect((await listFeeds(db)).find(({ name }) => name === 'redhat-vex')).toMatchObject({
      state: 'ok',
      item_count: 2,
    })
  })

  test('what is not in a new archive holds no more; one that is read again changes nothing', async () => {
    const db = await databases.open()
    await sendHost(db)
    serve('vex', [
      redHatVex('CVE-2026-0001', [{ ...NINE, package: 'samba' }]),
      redHatVex('CVE-2026-0002', [{ ...NINE, package: 'bash' }]),
    ])
    await refresh(db)
    const forget = () => db.query.updateTable('feed').set({ fingerprint: '' }).execute()
    await forget()
    await refresh(db)
    expect(await listStates(db)).toEqual(['CVE-2026-0001 samba unfixed', 'CVE-2026-0002 bash unfixed'])
    serve('vex', [redHatVex('CVE-2026-0002', [{ ...NINE, package: 'bash' }])])
    await forget()
    await refresh(db)
    expect(await listStates(db)).toEqual(['CVE-2026-0002 bash unfixed'])
    expect(await listMatches(db)).toEqual(['CVE-2026-0002 bash unfixed'])
  })
})

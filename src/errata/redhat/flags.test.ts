import { zstdCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { redHatAdvisory } from '../../../tests/support/csaf.ts'
import { forEachDatabase } from '../../../tests/support/databases.ts'
import { expectSameAnew, flagged, readFeeds, sendRpm } from '../../../tests/support/flagging.ts'
import { findCandidates, refresh as refreshRepos, server, setUpRefreshing } from '../../../tests/support/refreshing.ts'
import { makeTar } from '../../../tests/support/tar.ts'
import { erratumElement, moduleDocument, publishYum } from '../../../tests/support/yum-repository.ts'
import { getErratumDetails } from '../../db/erratum-details.ts'
import { getErratum, listErrata } from '../../db/erratum-list.ts'
import { hostConditions } from '../../db/host-filter.ts'
import { countHosts } from '../../db/host-list.ts'
import type { Db } from '../../db/open.ts'
import { matchPackages } from '../../security/match-service.ts'

setUpRefreshing()

const BASE = 'BaseOS-9.4.0.Z.MAIN'
const APPS = 'AppStream-9.4.0.Z.MAIN'

const bash = (platform = BASE) =>
  redHatAdvisory({
    ...{ id: 'RHSA-2026:0001', title: 'bash security update', cves: ['CVE-2026-1000', 'CVE-2026-1001'] },
    builds: [{ nevra: 'bash-0:5.1.8-8.el9.x86_64', platform }],
  })

const nodejs = (id: string, stream: string, evr: string) =>
  redHatAdvisory({
    ...{ id, title: `nodejs:${stream} security update` },
    builds: [{ nevra: `nodejs-1:${evr}.x86_64`, platform: APPS, module: `nodejs:${stream}` }],
  })

function serve(...documents: object[]): void {
  const files = Object.fromEntries(documents.map((document, i) => [`2026/${i}.json`, JSON.stringify(document)]))
  server.on('/redhat/changes.csv', '"2026/0.json","2026-11-01T10:00:00+00:00"\n')
  server.on('/redhat/archive_latest.txt', 'csaf_advisories_2026-11-03.tar.zst\n')
  server.on('/redhat/csaf_advisories_2026-11-03.tar.zst', zstdCompressSync(makeTar(files)))
}

const errata = (id: string) => erratumElement(id, 'security', ['bash 5.1.8-8.el9'])

const matches = (db: Db) =>
  db.query
    .selectFrom('package_cve as x')
    .innerJoin('cve as c', 'c.id', 'x.cve_id')
    .innerJoin('package as p', 'p.id', 'x.package_id')
    .innerJoin('package_name as n', 'n.id', 'p.name_id')
    .select(['c.name as cve', 'n.name', 'p.version', 'x.state', 'x.fixed'])
    .orderBy('c.name')
    .orderBy('n.name')
    .orderBy('p.version')
    .execute()

forEachDatabase('updates are flagged by advisories of Red Hat', (databases) => {
  test('that its repositories have as well: once, by one name, in the words of the advisory', async () => {
    const db = await databases.open()
    publishYum(server, '/yum', { packages: ['bash 5.1.8-9.el9', 'curl 7.76-31.el9'], errata: errata('RHSA-2026:0001') })
    const installed: [string, string][] = [
      ['bash', '5.1.8-6.el9'],
      ['curl', '7.76-29.el9'],
    ]
    await sendRpm('r', 'Red Hat Enterprise Linux 9.4 (Plow)', db, installed)
    await refreshRepos(db)
    await findCandidates(db)
    expect(await flagged(db)).toEqual(['r bash Security: RHSA-2026:0001.', 'r curl'])
    serve(
      bash(),
      redHatAdvisory({ id: 'RHSA-2026:0002', builds: [{ nevra: 'curl-0:7.76-30.el9.x86_64', platform: BASE }] }),
      redHatAdvisory({
        id: 'RHSA-2026:0003',
        builds: [{ nevra: 'curl-0:7.76-30.el9_2.x86_64', platform: 'AppStream-9.2.0.Z.EUS' }],
      }),
      redHatAdvisory({
        id: 'RHBA-2026:0004',
        builds: [{ nevra: 'curl-0:7.76-31.el9.x86_64', platform: BASE }],
        cves: [],
      }),
    )
    expect(await readFeeds(db)).toEqual({ updates: 1, hosts: 1 })
    const known = ['r bash Security: RHSA-2026:0001.', 'r curl Security: RHSA-2026:0002.']
    expect(await flagged(db)).toEqual(known)
    await expectSameAnew(db)
    const list = await listErrata(db, { host: 'r', page: 1, per_page: 50, sort: 'name' })
    expect(list.items.map(({ name, source }) => `${name} ${source}`)).toEqual([
      ...['RHBA-2026:0004 redhat', 'RHSA-2026:0001 redhat', 'RHSA-2026:0002 redhat'],
    ])
    expect(await countHosts(db, hostConditions({ erratum: 'RHSA-2026:0001' }, 0))).toBe(1)

    // what the repository says anew changes no word of it back
    publishYum(server, '/yum', {
      packages: ['bash 5.1.8-9.el9', 'curl 7.76-31.el9'],
      errata: `${errata('RHSA-2026:0001')}${errata('RHSA-2026:0009')}`,
    })
    await refreshRepos(db)
    const own = await getErratum(db, 'RHSA-2026:0001')
    expect(own).toMatchObject({
      source: 'redhat',
      title: 'bash security update',
      releases: [{ name: 'Red Hat Enterprise Linux 9' }],
    })
    const { cves, packages, fixes } = await getErratumDetails(db, own?.id ?? 0)
    expect(cves).toEqual(['CVE-2026-1000', 'CVE-2026-1001'])
    expect(packages).toHaveLength(1)
    expect(fixes).toMatchObject([{ distribution: 'redhat', release: '9', name: 'bash', fixed: '5.1.8-8.el9' }])
  })

  test('of modules: by the stream that is active on the host', async () => {
    const db = await databases.open()
    const streams = { 18: '18.20-1.module+el9', 20: '20.15-1.module+el9' }
    publishYum(server, '/yum', {
      packages: Object.values(streams).map((evr) => `nodejs 1:${evr}`),
      modules: Object.entries(streams)
        .map(([stream, evr]) => moduleDocument(`nodejs:${stream}:9040:c:x86_64`, [`nodejs-1:${evr}.x86_64`]))
        .join(''),
    })
    for (const stream of ['18', '20']) {
      const module = {
        name: 'nodejs',
        stream,
        version: '9040',
        context: 'c',
        arch: 'x86_64',
        repo: 'base',
        packages: [],
      }
      await sendRpm(`s${stream}`, 'Red Hat Enterprise Linux 9.4', db, [['nodejs', `1:${stream}.1-1.module+el9`]], {
        modules: [module],
      })
    }
    await refreshRepos(db)
    await findCandidates(db)
    expect(await flagged(db)).toEqual(['s18 nodejs', 's20 nodejs'])
    // below what hosts of the other stream have
    serve(nodejs('RHSA-2026:0018', '18', '18.19-1.module+el9'), nodejs('RHSA-2026:0020', '20', '20.14-1.module+el9'))
    expect(await readFeeds(db)).toEqual({ updates: 2, hosts: 2 })
    expect(await flagged(db)).toEqual(['s18 nodejs Security: RHSA-2026:0018.', 's20 nodejs Security: RHSA-2026:0020.'])
    await expectSameAnew(db)
    const waiting = async (host: string) =>
      (await listErrata(db, { host, page: 1, per_page: 9 })).items.map(({ name }) => name)
    expect([await waiting('s18'), await waiting('s20')]).toEqual([['RHSA-2026:0018'], ['RHSA-2026:0020']])
    expect(await countHosts(db, hostConditions({ erratum: 'RHSA-2026:0018' }, 0))).toBe(1)
    const erratum = await getErratum(db, 'RHSA-2026:0018')
    expect((await getErratumDetails(db, erratum?.id ?? 0)).fixes).toMatchObject([{ module: 'nodejs:18' }])
  })

  test('packages have the CVEs that they fix', async () => {
    const db = await databases.open()
    publishYum(server, '/yum', { packages: ['bash 5.1.8-9.el9'] })
    await sendRpm('r', 'Red Hat Enterprise Linux 9.4', db, [['bash', '5.1.8-6.el9']])
    await refreshRepos(db)
    await findCandidates(db)
    serve(bash())
    await readFeeds(db)
    await db.transaction((tx) =>
      tx.insertMany('cve', { name: 'text', number: 'int' }, [
        ['CVE-2026-1000', 1],
        ['CVE-2026-1001', 2],
      ]),
    )
    await matchPackages({ db })
    expect(await matches(db)).toEqual(
      ['CVE-2026-1000', 'CVE-2026-1001'].map((cve) => ({
        cve,
        name: 'bash',
        version: '5.1.8',
        state: 'fixable',
        fixed: '5.1.8-8.el9',
      })),
    )
  })
})

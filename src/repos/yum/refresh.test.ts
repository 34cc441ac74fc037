import { expect, test } from 'vitest'
import { forEachDatabase } from '../../../tests/support/databases.ts'
import {
  mirrors,
  offered,
  refresh,
  reportAs,
  repos,
  server,
  sets,
  setUpRefreshing,
} from '../../../tests/support/refreshing.ts'
import { erratumElement, moduleDocument, primaryFile, publishYum } from '../../../tests/support/yum-repository.ts'
import type { Db } from '../../db/open.ts'

setUpRefreshing()

const PACKAGES = ['bash 5.2-1', 'curl 1:8.1-2', 'tzdata 2024-1 noarch']
const OFFERED = ['bash 5.2-1', 'curl 8.1-2', 'tzdata 2024-1']
const MODULES = moduleDocument('nodejs:1.10:8010:abcd1234:x86_64', [
  'nodejs-1:10.1-1.module+el9.x86_64',
  'npm-0:6-1.noarch',
])
const ERRATA =
  erratumElement('RHSA-2024:1', 'security', ['bash 5.2-1']) + erratumElement('RHBA-2024:2', 'bugfix', ['curl 8.1-2'])

const parts = (db: Db) =>
  sets(db).then((all) => all.map(({ kind, package_count: n, ready }) => [kind, n, ready]).sort())
const kinds = () => server.requests.map((request) => request.split('/').at(-1)?.split('.')[0])

forEachDatabase('a repository of yum', (databases) => {
  test('packages, modules and errata come into force together, and nothing is read again', async () => {
    const db = await databases.open()
    await reportAs(db, 'rpm', [publishYum(server, '/el/os', { packages: PACKAGES, modules: MODULES, errata: ERRATA })])
    expect(await refresh(db)).toMatchObject({ changed: 1, outcomes: [{ packages: 3, rejects: 0, reason: '' }] })
    expect(await offered(db)).toEqual(OFFERED)
    expect(await parts(db)).toEqual([
      ['errata', 2, 1],
      ['modules', 1, 1],
      ['packages', 3, 1],
    ])
    expect(await mirrors(db)).toMatchObject([{ state: 'ok', published_at: 1_700_000_000_000, is_mirrorlist: 0 }])
    server.requests.length = 0
    expect(await refresh(db)).toMatchObject({ unchanged: 1, changed: 0 })
    expect(server.requests).toEqual(['GET /el/os/repodata/repomd.xml'])
  })

  test('what is stored of it', async () => {
    const db = await databases.open()
    await reportAs(db, 'rpm', [publishYum(server, '/el/os', { packages: PACKAGES, modules: MODULES, errata: ERRATA })])
    await refresh(db)
    const obsoletes = await db.query
      .selectFrom('set_obsolete as o')
      .innerJoin('package_name as n', 'n.id', 'o.name_id')
      .select(['n.name', 'o.relation', 'o.version'])
      .orderBy('n.name')
      .execute()
    expect(obsoletes[0]).toEqual({ name: 'old-bash', relation: '<', version: '2' })
    expect(await db.query.selectFrom('vendor').select('name').execute()).toEqual([{ name: 'Example' }])
    expect(await db.query.selectFrom('set_module').selectAll().execute()).toMatchObject([
      { name: 'nodejs', stream: '1.10', version: '8010', context: 'abcd1234', arch: 'x86_64' },
    ])
    expect(await db.query.selectFrom('set_module_package').selectAll().execute()).toHaveLength(2)
    const errata = await db.query
      .selectFrom('set_erratum as s')
      .innerJoin('erratum as e', 'e.id', 's.erratum_id')
      .select(['e.name', 'e.type', 'e.severity', 's.security'])
      .orderBy('e.name')
      .execute()
    expect(errata).toEqual([
      { name: 'RHBA-2024:2', type: 'bugfix', severity: 'important', security: 0 },
      { name: 'RHSA-2024:1', type: 'security', severity: 'important', security: 1 },
    ])
    expect(await db.query.selectFrom('erratum_cve').select('cve').distinct().execute()).toEqual([
      { cve: 'CVE-2024-1234' },
    ])
    const fixed = await db.query
      .selectFrom('set_erratum_package as f')
      .innerJoin('package_set_entry as e', 'e.package_id', 'f.package_id')
      .select('f.package_id')
      .execute()
    // curl's erratum is of another epoch
    expect(fixed).toHaveLength(1)
  })

  test('only the part that changed is fetched; one that is gone is dropped', async () => {
    const db = await databases.open()
    const publish = (errata: string | undefined, modules = MODULES) =>
      publishYum(server, '/el/os', { packages: PACKAGES, modules, ...(errata !== undefined && { errata }) })
    await reportAs(db, 'rpm', [publish(ERRATA)])
    await refresh(db)
    publish(erratumElement('RHSA-2024:1', 'bugfix', ['bash 5.2-2']))
    server.requests.length = 0
    expect(await refresh(db)).toMatchObject({ changed: 1, outcomes: [{ packages: 0 }] })
    expect(kinds()).toEqual(['repomd', 'updateinfo'])
    expect(await db.query.selectFrom('set_erratum').select('security').execute()).toEqual([{ security: 0 }])
    expect(await db.query.selectFrom('erratum').select('type').where('name', '=', 'RHSA-2024:1').execute()).toEqual([
      { type: 'bugfix' },
    ])
    publish(undefined)
    expect(await refresh(db)).toMatchObject({ changed: 1 })
    expect(await mirrors(db)).toMatchObject([{ errata_set_id: null, module_set_id: expect.any(Number) }])
    expect(await parts(db)).toEqual([
      ['modules', 1, 1],
      ['packages', 3, 1],
    ])
    for (const table of ['set_erratum', 'set_erratum_package'] as const) {
      expect(await db.query.selectFrom(table).selectAll().execute()).toEqual([])
    }
  })

  test('mirrors of one repository share its sets: they are downloaded once', async () => {
    const db = await databases.open()
    const all = { packages: PACKAGES, modules: MODULES, errata: ERRATA }
    await reportAs(db, 'rpm', [publishYum(server, '/a/os', all), publishYum(server, '/b/os', all)])
    expect(await refresh(db, { parallel: 1 })).toMatchObject({ changed: 2 })
    expect(kinds().sort()).toEqual(['modules', 'primary', 'repomd', 'repomd', 'updateinfo'])
    const [a, b] = await mirrors(db)
    expect([a!.package_set_id, a!.module_set_id, a!.errata_set_id]).toEqual([
      b!.package_set_id,
      b!.module_set_id,
      b!.errata_set_id,
    ])
  })

  test.each(['sha512', 'sha384', 'SHA-256', 'sha224', 'sha', 'sha1', 'md5'])(
    'checksums of type %s',
    async (checksum) => {
      const db = await databases.open()
      await reportAs(db, 'rpm', [publishYum(server, '/el/os', { packages: PACKAGES, checksum, errata: ERRATA })])
      expect(await refresh(db)).toMatchObject({ changed: 1, failed: 0 })
      expect(await offered(db)).toEqual(OFFERED)
      publishYum(server, '/el/os', { packages: PACKAGES, checksum, errata: ERRATA, timestamp: 1_700_000_100 })
      expect(await refresh(db)).toMatchObject({ changed: 0, unchanged: 1 })
      server.on('/el/os/repodata/primary.xml.gz', 'something else')
      expect(await refresh(db, { force: true })).toMatchObject({
        outcomes: [
          { reason: expect.stringMatching(/primary.xml.gz is not the file that the repomd.xml lists \((SHA|MD)/) },
        ],
      })
    },
  )

  test.each(['.xz', '.gz', '.zst', ''] as const)('files and repomd.xml in the form %j', async (form) => {
    const db = await databases.open()
    const all = { packages: PACKAGES, modules: MODULES, errata: ERRATA, form, repomdForm: form } as const
    await reportAs(db, 'rpm', [publishYum(server, '/el/os', all)])
    expect(await refresh(db)).toMatchObject({ changed: 1, failed: 0 })
    expect(await offered(db)).toEqual(OFFERED)
    server.requests.length = 0
    await refresh(db)
    expect(server.requests).toEqual([`GET /el/os/repodata/repomd.xml${form}`])
  })

  test('under suse/', async () => {
    const db = await databases.open()
    await reportAs(db, 'rpm', [publishYum(server, '/sles', { packages: PACKAGES, inside: 'suse/' })])
    expect(await refresh(db)).toMatchObject({ changed: 1, failed: 0 })
    expect(await offered(db)).toEqual(OFFERED)
  })

  test.each([
    ['whole', () => `href="${server.url}/el/os/repodata/primary.xml.gz"`],
    ['with a base', () => `xml:base="${server.url}/el/os" href="repodata/primary.xml.gz"`],
    ['with a relative base', () => 'xml:base="../os/repodata/" href="primary.xml.gz"'],
    ['from the top of the server', () => 'href="/el/os/repodata/primary.xml.gz"'],
  ])('locations that are %s', async (_, location) => {
    const db = await databases.open()
    await reportAs(db, 'rpm', [publishYum(server, '/el/os', { packages: PACKAGES, location })])
    expect(await refresh(db)).toMatchObject({ changed: 1, failed: 0 })
  })

  test('a token goes with every file; a location may have its own', async () => {
    const db = await databases.open()
    const url = publishYum(server, '/el/os', { packages: PACKAGES, errata: ERRATA, query: '?token=a%20b' })
    await reportAs(db, 'rpm', [url])
    expect(await refresh(db)).toMatchObject({ changed: 1, failed: 0 })
    server.on('/el/os/repodata/primary.xml.gz?own=1', primaryFile(PACKAGES))
    publishYum(server, '/el/os', {
      packages: PACKAGES,
      form: '',
      query: '?token=a%20b',
      location: () => 'href="repodata/primary.xml.gz?own=1"',
    })
    expect(await refresh(db)).toMatchObject({ changed: 1, failed: 0 })
    expect(server.requests.at(-1)).toBe('GET /el/os/repodata/primary.xml.gz?own=1')
  })

  test('a repository of YaST', async () => {
    const db = await databases.open()
    const list = '=Ver: 2.0\n=Pkg: bash 3.2 1 x86_64\n=Pkg: tzdata 2008 1 noarch\n'
    server.on('/yast/suse/setup/descr/packages', list)
    server.on('/yast/content', 'PRODUCT openSUSE\nVERSION 11.0\nDATADIR suse\nDESCRDIR suse/setup/descr\n')
    await reportAs(db, 'rpm', [`${server.url}/yast`])
    expect(await refresh(db)).toMatchObject({ changed: 1, failed: 0, outcomes: [{ packages: 2 }] })
    expect(await refresh(db)).toMatchObject({ unchanged: 1 })
  })

  test.each([
    ['only a database', (text: string) => text.replace('"primary"', '"primary_db"'), /primary_db/],
    ['only zchunk', (text: string) => text.replace('"primary"', '"primary_zck"'), /zchunk/],
    ['no packages', (text: string) => text.replace('"primary"', '"other"'), /lists no packages/],
    ['an unknown checksum', (text: string) => text.replace('type="sha256"', 'type="whirlpool"'), /whirlpool/],
    ['entities', (text: string) => text.replace('<repomd', '<!DOCTYPE repomd [<!ENTITY a "b">]><repomd'), /DOCTYPE/],
    ['half of it', (text: string) => text.slice(0, 300), /ends before its end/],
  ])('%s: said', async (_, edit, reason) => {
    const db = await databases.open()
    await reportAs(db, 'rpm', [publishYum(server, '/el/os', { packages: PACKAGES, edit })])
    expect(await refresh(db)).toMatchObject({ failed: 1, outcomes: [{ reason: expect.stringMatching(reason) }] })
    expect(await repos(db)).toHaveLength(1)
    expect(await sets(db)).toEqual([])
  })
})

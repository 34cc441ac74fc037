import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { packagesFile, publishSuite } from '../../tests/support/apt-repository.ts'
import { forEachDatabase } from '../../tests/support/databases.ts'
import { silentLog } from '../../tests/support/log.ts'
import {
  fetcher,
  findCandidates,
  now,
  passTime,
  refresh as refreshRepos,
  sendReport,
  server,
  setUpRefreshing,
} from '../../tests/support/refreshing.ts'
import { makeTar } from '../../tests/support/tar.ts'
import { publishYum } from '../../tests/support/yum-repository.ts'
import { getErratumDetails } from '../db/erratum-details.ts'
import { listErrata } from '../db/erratum-list.ts'
import { hostConditions } from '../db/host-filter.ts'
import { countHosts } from '../db/host-list.ts'
import type { Db } from '../db/open.ts'
import { refreshFeeds } from '../feeds/service.ts'
import { explain } from '../updates/explain-service.ts'
import { reflagUpdates } from '../updates/reflag-service.ts'
import { loadErrata } from './service.ts'
import { ERRATA_SOURCES } from './sources.ts'

setUpRefreshing()

const NAMES = ERRATA_SOURCES.map(({ name }) => name)

/** Reads the feeds and flags what they touch, as the job does. */
async function readFeeds(db: Db): Promise<{ updates: number; hosts: number }> {
  passTime(1000)
  const deps = { db, fetcher, clock: () => now, log: silentLog }
  const none = { almaReleases: [], ubuntuCodenames: [], minCentosRelease: 7, debianCodenames: ['bookworm', 'trixie'] }
  const feeds = Object.fromEntries(NAMES.map((name) => [name, `${server.url}/${name}`]))
  await refreshFeeds(
    { ...deps, loaders: { errata: loadErrata, cves: loadErrata } },
    { sources: ERRATA_SOURCES, settings: { ...none, errataSources: NAMES, feeds } },
  )
  return reflagUpdates(deps)
}

const dsa = (n: number, source: string, bookworm: string, trixie = '99') =>
  `[01 Jan 2026] DSA-${n}-1 ${source} - security update\n\t[bookworm] - ${source} ${bookworm}\n\t[trixie] - ${source} ${trixie}\n`

function serveDsa(...entries: string[]): void {
  server.on('/debian/DSA/list', entries.join(''))
  server.on('/debian/DLA/list', '[01 Jan 2020] DLA-1-1 old - security update\n\t[jessie] - old 1\n')
}

interface Deb {
  name: string
  version: string
  arch?: string
}

async function sendDebian(db: Db, hostname: string, os: string, packages: Deb[], suite = 'bookworm'): Promise<void> {
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
async function flagged(db: Db): Promise<string[]> {
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
async function expectSameAnew(db: Db): Promise<void> {
  const before = await flags(db)
  await db.query.updateTable('host').set({ updates_basis: '' }).execute()
  await findCandidates(db)
  expect(await flags(db)).toEqual(before)
}

forEachDatabase('updates are flagged by errata of feeds', (databases) => {
  test('Debian: by source package, for the release of the host, above the installed version up to the candidate', async () => {
    const db = await databases.open()
    const index = packagesFile([
      { name: 'libssl3', version: '3.0.15-1', Source: 'openssl' },
      { name: 'openssl', version: '3.0.15-1' },
      { name: 'curl', version: '8.0-1' },
      { name: 'gcc', version: '12.2.0-3', Source: 'gcc-defaults (1.204)' },
      { name: 'linux-image-amd64', version: '6.1.140-1', Source: 'linux-signed-amd64 (6.1.140+1)' },
    ])
    publishSuite(server, 'bookworm', index)
    const installed = [
      { name: 'libssl3', version: '3.0.11-1' },
      { name: 'openssl', version: '3.0.14-1' },
      { name: 'curl', version: '7.9-1' },
      { name: 'gcc', version: '12.1.0-1' },
      { name: 'linux-image-amd64', version: '6.1.100-1' },
    ]
    await sendDebian(db, 'b.example.org', 'Debian GNU/Linux 12 (bookworm)', installed)
    await sendDebian(db, 't.example.org', 'Debian GNU/Linux 13 (trixie)', installed)
    await sendDebian(db, 'u.example.org', 'Ubuntu 24.04 LTS', installed)
    await refreshRepos(db)
    await findCandidates(db)
    expect((await flagged(db)).every((line) => !line.includes('Security'))).toBe(true)
    serveDsa(
      dsa(1, 'openssl', '3.0.13-1'),
      dsa(2, 'openssl', '3.0.11-1'),
      dsa(3, 'curl', '8.1-1', '8.0-1'),
      dsa(4, 'gcc-defaults', '1.203'),
      dsa(5, 'linux', '6.1.129-1'),
    )
    expect(await readFeeds(db)).toEqual({ updates: 4, hosts: 2 })
    const known = [
      'b.example.org curl',
      'b.example.org gcc Security: DSA-4-1.',
      'b.example.org libssl3 Security: DSA-1-1.',
      'b.example.org linux-image-amd64 Security: DSA-5-1.',
      'b.example.org openssl',
      't.example.org curl Security: DSA-3-1.',
      ...['t.example.org gcc', 't.example.org libssl3', 't.example.org linux-image-amd64', 't.example.org openssl'],
      ...['curl', 'gcc', 'libssl3', 'linux-image-amd64', 'openssl'].map((name) => `u.example.org ${name}`),
    ]
    expect(await flagged(db)).toEqual(known)
    await expectSameAnew(db)
    const { lines } = await explain({ db, clock: () => now }, 'b.example.org', 'libssl3')
    expect(lines[0]?.sentences).toContain('Security: DSA-1-1.')
    const { items } = await listErrata(db, { host: 'b.example.org', page: 1, per_page: 50 })
    // by versions of packages: those that are counted otherwise than their source are left out
    expect(items.map(({ name }) => name)).toEqual(['DSA-1-1', 'DSA-5-1'])
    expect(items[0]).toMatchObject({ packages: 2, releases: [{ name: 'Debian 12' }, { name: 'Debian 13' }] })
    expect(await countHosts(db, hostConditions({ erratum: 'DSA-3-1' }, now))).toBe(1)
    expect(await countHosts(db, hostConditions({ erratum: 'DSA-2-1' }, now))).toBe(0)
    const { fixes } = await getErratumDetails(db, items[0]?.id ?? 0)
    expect(fixes).toMatchObject([
      { distribution: 'debian', release: 'bookworm', name: 'openssl', name_of: 'source', fixed: '3.0.13-1' },
      { distribution: 'debian', release: 'trixie', fixed: '99' },
    ])
  })

  test('an erratum that comes, changes or goes flags what it touches again, and a feed that fails changes nothing', async () => {
    const db = await databases.open()
    publishSuite(
      server,
      'bookworm',
      packagesFile([
        { name: 'openssl', version: '3-1' },
        { name: 'curl', version: '3-1' },
      ]),
    )
    for (const host of ['a', 'b', 'c']) {
      const version = host === 'c' ? '2-1' : '1-1'
      await sendDebian(db, host, 'Debian 12', [
        { name: 'openssl', version },
        { name: 'curl', version: '1-1' },
      ])
    }
    await refreshRepos(db)
    await findCandidates(db)
    serveDsa(dsa(1, 'openssl', '2-1'))
    expect(await readFeeds(db)).toEqual({ updates: 1, hosts: 2 })
    const openssl = async () => (await flagged(db)).filter((line) => line.includes('openssl'))
    expect(await openssl()).toEqual(['a openssl Security: DSA-1-1.', 'b openssl Security: DSA-1-1.', 'c openssl'])
    expect(await readFeeds(db)).toEqual({ updates: 0, hosts: 0 })
    serveDsa(dsa(2, 'curl', '3-1'), dsa(1, 'openssl', '3-1'))
    expect(await readFeeds(db)).toEqual({ updates: 2, hosts: 3 })
    expect(await flagged(db)).toEqual(
      ['a', 'b', 'c'].flatMap((host) => [`${host} curl Security: DSA-2-1.`, `${host} openssl Security: DSA-1-1.`]),
    )
    server.on('/debian/DSA/list', '<html><body>moved</body></html>')
    expect(await readFeeds(db)).toEqual({ updates: 0, hosts: 0 })
    expect((await flagged(db)).every((line) => line.includes('Security'))).toBe(true)
    serveDsa(dsa(2, 'curl', '3-1'))
    expect(await readFeeds(db)).toEqual({ updates: 2, hosts: 3 })
    expect(await openssl()).toEqual(['a openssl', 'b openssl', 'c openssl'])
    await expectSameAnew(db)
  })

  test('what a run was interrupted at is flagged by the next; hosts that report meanwhile know the errata at once', async () => {
    const db = await databases.open()
    publishSuite(server, 'bookworm', packagesFile([{ name: 'openssl', version: '3-1' }]))
    await sendDebian(db, 'a', 'Debian 12', [{ name: 'openssl', version: '1-1' }])
    await refreshRepos(db)
    await findCandidates(db)
    serveDsa(dsa(1, 'openssl', '2-1'))
    await readFeeds(db)
    const feed = await db.query
      .selectFrom('feed')
      .selectAll()
      .where('name', '=', 'debian-dsa')
      .executeTakeFirstOrThrow()
    expect(feed.flagged_set_id).toBe(feed.set_id)
    // as it is when the process ends between the two
    await db.query.updateTable('feed').set({ flagged_set_id: null }).execute()
    await db.query.updateTable('host_update').set({ security: 0, reason: '' }).execute()
    await db.query.updateTable('host').set({ security_count: 0, bugfix_count: 1 }).execute()
    await db.query.updateTable('package_update').set({ security_host_count: 0 }).execute()
    await sendDebian(db, 'b', 'Debian 12', [{ name: 'openssl', version: '1-1' }])
    await findCandidates(db)
    expect(await flagged(db)).toEqual(['a openssl', 'b openssl Security: DSA-1-1.'])
    expect(await readFeeds(db)).toEqual({ updates: 1, hosts: 1 })
    expect(await flagged(db)).toEqual(['a openssl Security: DSA-1-1.', 'b openssl Security: DSA-1-1.'])
  })

  test('Alpine: by origin, for the branch of the host, whose files are read because the host runs it', async () => {
    const db = await databases.open()
    const index = 'P:libcrypto3\nV:3.3.2-r1\nA:x86_64\no:openssl\n\nP:busybox\nV:1.36-r5\nA:x86_64\no:busybox\n\n'
    server.on('/v3.20/main/x86_64/APKINDEX.tar.gz', gzipSync(makeTar({ APKINDEX: index })))
    await sendReport(db, {
      ...{ hostname: 'a', arch: 'x86_64', kernel: '6.6', os: 'Alpine Linux v3.20' },
      packages: [
        { name: 'libcrypto3', epoch: '', version: '3.3.0', release: 'r2', arch: 'x86_64', type: 'apk' },
        { name: 'busybox', epoch: '', version: '1.36', release: 'r2', arch: 'x86_64', type: 'apk' },
      ],
      repos: [{ type: 'apk', name: 'main', id: 'main', priority: 0, urls: [`${server.url}/v3.20/main`] }],
    })
    await refreshRepos(db)
    await findCandidates(db)
    const secdb = {
      ...{ distroversion: 'v3.20', reponame: 'main', archs: ['x86_64', 'aarch64'] },
      packages: [
        { pkg: { name: 'openssl', secfixes: { '3.3.2-r0': ['CVE-2024-6119'], '3.3.0-r1': ['CVE-2024-1'] } } },
        { pkg: { name: 'busybox', secfixes: { '1.36-r9': ['CVE-2024-2'], '0': ['CVE-2024-3'] } } },
      ],
    }
    server.on('/alpine/v3.20/main.json', JSON.stringify(secdb))
    server.on('/alpine/v3.20/community.json', JSON.stringify({ ...secdb, reponame: 'community', packages: [] }))
    expect(await readFeeds(db)).toEqual({ updates: 1, hosts: 1 })
    expect(await flagged(db)).toEqual(['a busybox', 'a libcrypto3 Security: alpine-v3.20-openssl-3.3.2-r0.'])
    await expectSameAnew(db)
  })

  test('Arch: a group of issues that the candidate fixes', async () => {
    const db = await databases.open()
    const desc = (name: string, version: string) => ({
      [`${name}-${version}/desc`]: `%NAME%\n${name}\n\n%VERSION%\n${version}\n\n%ARCH%\nx86_64\n\n`,
    })
    server.on('/core/os/x86_64/core.db', makeTar({ ...desc('openssl', '3.3-1'), ...desc('zlib', '1.3-2') }))
    const arch = { arch: 'x86_64', type: 'arch', epoch: '' }
    await sendReport(db, {
      ...{ hostname: 'a', arch: 'x86_64', kernel: '6.9', os: 'Arch Linux' },
      packages: [
        { name: 'openssl', version: '3.1', release: '1', ...arch },
        { name: 'zlib', version: '1.3', release: '1', ...arch },
      ],
      repos: [{ type: 'arch', name: 'core', id: 'core', priority: 0, urls: [`${server.url}/core/os/$arch`] }],
    })
    await refreshRepos(db)
    await findCandidates(db)
    const group = { severity: 'High', type: 'multiple issues', issues: ['CVE-2024-1'], advisories: [], ticket: null }
    server.on(
      '/arch/issues/all.json',
      JSON.stringify([
        { ...group, name: 'AVG-1', packages: ['openssl'], status: 'Fixed', affected: '3.1-1', fixed: '3.2-1' },
        { ...group, name: 'AVG-2', packages: ['zlib'], status: 'Vulnerable', affected: '1.3-1', fixed: null },
      ]),
    )
    expect(await readFeeds(db)).toEqual({ updates: 1, hosts: 1 })
    expect(await flagged(db)).toEqual(['a openssl Security: AVG-1.', 'a zlib'])
    await expectSameAnew(db)
  })

  test('Gentoo: GLSAs of the tree, by category, slot and ranges', async () => {
    const db = await databases.open()
    const cache = (id: string, slot: string) => ({
      [`gentoo/metadata/md5-cache/${id}`]: `EAPI=8\nKEYWORDS=amd64\nSLOT=${slot}\n`,
    })
    const glsa = `<?xml version="1.0"?><glsa id="202401-01"><title>Python: flaws</title><synopsis>s</synopsis>
      <announced>2024-01-01</announced><affected><package name="dev-lang/python" auto="yes" arch="*">
      <unaffected range="ge" slot="3.11">3.11.9</unaffected><unaffected range="ge" slot="3.12">3.12.9</unaffected>
      <vulnerable range="lt">3.12.9</vulnerable></package></affected></glsa>`
    const tree = makeTar({
      'gentoo/profiles/repo_name': 'gentoo',
      ...cache('dev-lang/python-3.11.9', '3.11'),
      ...cache('dev-lang/python-3.12.3', '3.12'),
      'gentoo/metadata/glsa/glsa-202401-01.xml': glsa,
      'gentoo/metadata/glsa/glsa-202401-02.xml': glsa.slice(0, 99),
    })
    server.on('/gentoo/snapshots/gentoo-latest.tar.xz', gzipSync(tree))
    const python = { category: 'dev-lang', name: 'python', release: '', arch: 'amd64', type: 'gentoo', repo: 'gentoo' }
    await sendReport(db, {
      ...{ hostname: 'g', arch: 'x86_64', kernel: '6.9', os: 'Gentoo Linux' },
      packages: [
        { ...python, epoch: '3.11', version: '3.11.4' },
        { ...python, epoch: '3.12', version: '3.12.1' },
      ],
      repos: [
        {
          ...{ type: 'gentoo', name: 'gentoo', id: 'gentoo', priority: 0 },
          urls: [`${server.url}/gentoo/snapshots/gentoo-latest.tar.xz`],
        },
      ],
    })
    await refreshRepos(db)
    await findCandidates(db)
    expect(await readFeeds(db)).toEqual({ updates: 1, hosts: 1 })
    expect(await flagged(db)).toEqual(['g python Security: GLSA-202401-01.', 'g python'])
    const [reject] = await db.query.selectFrom('set_reject').selectAll().where('section', '=', 'gentoo').execute()
    expect(reject).toMatchObject({ text: 'glsa-202401-02.xml', position: 2 })
    await expectSameAnew(db)
  })

  test('Ubuntu: by source package or by name; what only ESM has is never offered, and flags nothing', async () => {
    const db = await databases.open()
    const index = packagesFile([
      { name: 'libssl3', version: '3.0.2-0ubuntu1.18', Source: 'openssl' },
      { name: 'linux-image-generic', version: '5.15.0.120.120', Source: 'linux-meta' },
      { name: 'vim', version: '2:8.2.3995-1ubuntu2.18' },
    ])
    publishSuite(server, 'jammy-updates', index)
    const installed = [
      { name: 'libssl3', version: '3.0.2-0ubuntu1.10' },
      { name: 'linux-image-generic', version: '5.15.0.100.100' },
      { name: 'vim', version: '8.2.3995-1ubuntu2.1' },
    ]
    await sendDebian(db, 'u', 'Ubuntu 22.04 LTS', installed, 'jammy-updates')
    await refreshRepos(db)
    await findCandidates(db)
    const notice = (id: string, jammy: object) => ({ id, title: id, timestamp: 1, cves: [], releases: { jammy } })
    const esm = { version: '2:8.2.3995-1ubuntu2.99+esm1', pocket: 'esm-apps' }
    const base = JSON.stringify({
      '1-1': notice('1-1', { sources: { openssl: { version: '3.0.2-0ubuntu1.15' } } }),
      '2-1': notice('2-1', {
        sources: { linux: { version: '5.15.0-110.120' } },
        allbinaries: { 'linux-image-generic': { version: '5.15.0.110.110', source: 'linux-meta', pocket: 'security' } },
      }),
      '3-1': notice('3-1', {
        sources: { vim: { version: esm.version } },
        allbinaries: { vim: { ...esm, source: 'vim' } },
      }),
    })
    server.on('/ubuntu/database.json.bz2', base)
    server.on(
      '/ubuntu/database.json.bz2.sha256',
      `${createHash('sha256').update('x').digest('hex')}  database.json.bz2\n`,
    )
    expect(await readFeeds(db)).toEqual({ updates: 0, hosts: 0 })
    const failing = await db.query.selectFrom('feed').selectAll().where('name', '=', 'ubuntu').executeTakeFirst()
    expect(failing?.reason).toMatch(/not the file whose checksum is beside it/)
    const sum = `${createHash('sha256').update(base).digest('hex')}  database.json.bz2\n`
    server.on('/ubuntu/database.json.bz2.sha256', sum)
    expect(await readFeeds(db)).toEqual({ updates: 2, hosts: 1 })
    expect(await flagged(db)).toEqual([
      'u libssl3 Security: USN-1-1.',
      'u linux-image-generic Security: USN-2-1.',
      'u vim',
    ])
    server.requests.length = 0
    await readFeeds(db)
    expect(server.requests.filter((line) => line.includes('/ubuntu/'))).toEqual([
      'GET /ubuntu/database.json.bz2.sha256',
    ])
    await expectSameAnew(db)
  })

  const sendRpm = async (hostname: string, os: string, db: Db, packages: [name: string, evr: string][]) => {
    await sendReport(db, {
      ...{ hostname, arch: 'x86_64', kernel: '5', os },
      packages: packages.map(([name, evr]) => {
        const [, epoch = '', version, release] = /^(?:(\d+):)?(.*)-(.*)$/.exec(evr) ?? []
        return { name, epoch, version, release, arch: 'x86_64', type: 'rpm' }
      }),
      repos: [{ type: 'rpm', name: 'base', id: 'base', priority: 99, urls: [`${server.url}/yum`] }],
    })
  }

  test('AlmaLinux and Rocky Linux: builds of the host’s release; pages are fetched once, and all of them', async () => {
    const db = await databases.open()
    publishYum(server, '/yum', { packages: ['bash 5.1.8-9.el9', 'curl 7.76-31.el9'] })
    for (const os of ['AlmaLinux 9.4', 'Rocky Linux 9.4', 'Rocky Linux 8.9']) {
      await sendRpm(os.replaceAll(' ', '-').toLowerCase(), os, db, [
        ['bash', '5.1.8-6.el9'],
        ['curl', '7.76-29.el9'],
      ])
    }
    await refreshRepos(db)
    await findCandidates(db)
    const bash = { name: 'bash', epoch: '0', version: '5.1.8', release: '8.el9', arch: 'x86_64' }
    const alsa = { id: 'ALSA-2024:1', type: 'security', severity: 'Low', title: 't', packages: [bash], references: [] }
    server.on('/alma/9/errata.full.json', JSON.stringify({ data: [alsa] }))
    const advisory = (name: string, release: string, nevra: string) => ({
      ...{ name, kind: 'Security', severity: 'Low', synopsis: 's', cves: [], fixes: [] },
      packages: [{ nevra, product_name: `Rocky Linux ${release} x86_64` }],
    })
    const page = (n: number, next: number | null, advisories: object[], total = 2) =>
      JSON.stringify({
        ...{ advisories, total, last_updated_at: `2024-01-0${total}` },
        links: { next: next === null ? null : `/api/v3/advisories/?page=${next}&size=100`, self: n },
      })
    const path = (n: number) => `/rocky/api/v3/advisories/?page=${n}&size=100`
    server.on(path(1), page(1, 2, [advisory('RLSA-2024:1', '9', 'curl-0:7.76-30.el9.x86_64.rpm')]))
    // a page that is missing makes all of it unusable
    server.on(path(2), page(2, null, []))
    expect(await readFeeds(db)).toEqual({ updates: 1, hosts: 1 })
    expect(await flagged(db)).toEqual([
      ...['almalinux-9.4 bash Security: ALSA-2024:1.', 'almalinux-9.4 curl'],
      ...['rocky-linux-8.9 bash', 'rocky-linux-8.9 curl', 'rocky-linux-9.4 bash', 'rocky-linux-9.4 curl'],
    ])
    const rocky = await db.query.selectFrom('feed').selectAll().where('name', '=', 'rocky-9').executeTakeFirst()
    expect(rocky).toMatchObject({ state: 'failing', reason: 'its pages hold 1 advisories, and there are 2' })
    server.on(path(2), page(2, null, [advisory('RLSA-2024:2', '8', 'bash-0:5.1.8-8.el8.x86_64.rpm')]))
    server.requests.length = 0
    expect(await readFeeds(db)).toEqual({ updates: 2, hosts: 2 })
    expect(server.requests.filter((line) => line.includes('/rocky/'))).toEqual([`GET ${path(1)}`, `GET ${path(2)}`])
    expect((await flagged(db)).slice(2)).toEqual([
      ...['rocky-linux-8.9 bash Security: RLSA-2024:2.', 'rocky-linux-8.9 curl'],
      ...['rocky-linux-9.4 bash', 'rocky-linux-9.4 curl Security: RLSA-2024:1.'],
    ])
    const waiting = await listErrata(db, { host: 'rocky-linux-9.4', page: 1, per_page: 9 })
    expect(waiting.items.map(({ name }) => name)).toEqual(['RLSA-2024:1'])
    server.requests.length = 0
    await readFeeds(db)
    expect(server.requests.filter((line) => line.includes('/rocky/'))).toEqual([`GET ${path(1)}`])
    await expectSameAnew(db)
  })

  test('CentOS: files are named without epochs, which are those of what is on offer', async () => {
    const db = await databases.open()
    publishYum(server, '/yum', { packages: ['bind-libs 32:9.11.4-26.el7', 'bash 4.2.46-35.el7'] })
    await sendRpm('c', 'CentOS Linux 7.9.2009', db, [
      ['bind-libs', '32:9.11.4-16.el7'],
      ['bash', '4.2.46-34.el7'],
    ])
    await refreshRepos(db)
    await findCandidates(db)
    const cefs = `<opt><CESA-2020--1 synopsis="s" issue_date="2020-01-01 00:00:00"><os_release>7</os_release>
      <packages>bind-libs-9.11.4-16.el7_8.2.x86_64.rpm</packages></CESA-2020--1>
      <CEBA-2020--2 synopsis="s" issue_date="2020-01-01 00:00:00"><os_release>7</os_release>
      <packages>bash-4.2.46-35.el7.x86_64.rpm</packages></CEBA-2020--2>
      <CESA-2020--3 synopsis="s"><os_release>8</os_release><packages>bash-4.4-1.el8.x86_64.rpm</packages></CESA-2020--3></opt>`
    server.on('/centos/errata.latest.xml.bz2', cefs)
    const sum = createHash('sha1').update(cefs).digest('hex')
    server.on('/centos/errata.latest.sha1', `${'0'.repeat(40)}  errata.latest.xml\n${sum}  errata.latest.xml.bz2\n`)
    expect(await readFeeds(db)).toEqual({ updates: 1, hosts: 1 })
    expect(await flagged(db)).toEqual(['c bash', 'c bind-libs Security: CESA-2020:1.'])
    await expectSameAnew(db)
  })
})

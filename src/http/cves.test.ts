import { expect, test } from 'vitest'
import { forEachDatabase } from '../../tests/support/databases.ts'
import { silentLog } from '../../tests/support/log.ts'
import { startServer } from '../../tests/support/server.ts'
import { fillWorld } from '../../tests/support/world.ts'
import { replaceChances, replaceCwes, replaceExploited } from '../db/cve-fact-writes.ts'
import { replaceFixPackage } from '../db/cve-fix-writes.ts'
import type { Db } from '../db/open.ts'
import type { CveFix, CveRecord } from '../model/cve.ts'
import { storeCveRecords } from '../security/cve-records-service.ts'
import { matchPackages } from '../security/match-service.ts'
import { updateHosts } from '../updates/service.ts'
import { sortKey } from '../versions/scheme.ts'

const CRITICAL = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'
const LOW = 'CVSS:3.1/AV:P/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N'

const OPENSSL = { name: 'openssl', arch: 'amd64', installed: '3.0.1-1', reboot: false }

const record = (name: string, vector: string, changes: Partial<CveRecord> = {}): CveRecord => ({
  ...{ name, state: 'published', title: '', description: `A flaw of ${name}`, publishedAt: 1000, modifiedAt: 2000 },
  scores: [{ by: 'cna', role: 'cna', vector, stated: undefined }],
  ...{ cwes: ['CWE-79'], references: [{ url: `https://example.com/${name}`, kind: 'patch' }] },
  ...changes,
})

async function tellFixes(db: Db, name: string, fixes: Partial<CveFix>[]): Promise<void> {
  const rows = fixes.map((fix): CveFix & { distribution: string; sortKey: Uint8Array } => {
    const version = fix.version ?? ''
    const told = {
      of: 'source',
      type: 'deb',
      name,
      release: 'bookworm',
      module: '',
      state: 'fixed',
      note: '',
      severity: '',
    } as const
    const key = version === '' ? new Uint8Array() : sortKey('deb', version)
    return { ...told, cve: '', ...fix, version, distribution: 'debian', sortKey: key }
  })
  await replaceFixPackage(db, 'debian-tracker', { name, checksum: JSON.stringify(fixes), fixes: rows })
}

forEachDatabase('CVEs', (databases) => {
  const start = async () => {
    const server = await startServer(await databases.open())
    const { app, db, asAdmin: headers, time } = server
    await fillWorld(
      db,
      { main: { packages: ['openssl 3.0.2-1', 'bash 5-1'] } },
      {
        old: { packages: ['openssl 3.0.1-1', 'bash 5-1'], repos: { main: 500 } },
        older: { packages: ['openssl 3.0.0-1'], repos: { main: 500 } },
        new: { packages: ['openssl 3.0.2-1'], repos: { main: 500 } },
        other: { packages: ['bash 5-1'], repos: { main: 500 } },
      },
    )
    await storeCveRecords(db, 'mitre', [
      record('CVE-2024-1111', LOW),
      record('CVE-2024-2222', CRITICAL),
      record('CVE-2024-10000', LOW, { state: 'rejected', cwes: ['CWE-20', 'CWE-79'] }),
    ])
    await db.transaction(async (tx) => {
      await replaceChances(tx, [{ name: 'CVE-2024-2222', epss: 0.5, percentile: 0.99 }])
      await replaceExploited(tx, [
        {
          ...{ name: 'CVE-2024-1111', title: 'T', vendor: 'V', product: 'P', description: 'D', action: 'Patch' },
          ...{ addedAt: 5000, dueAt: 0, isRansomware: false, cwes: [] },
        },
      ])
      await replaceCwes(tx, [{ name: 'CWE-79', title: 'XSS', description: '', kind: 'weakness', status: '' }])
    })
    await tellFixes(db, 'openssl', [
      { cve: 'CVE-2024-1111', version: '3.0.2-1' },
      { cve: 'CVE-2024-2222', state: 'postponed', note: 'Minor issue' },
    ])
    await matchPackages({ db })
    const request = (url: string, method: 'GET' | 'POST' | 'DELETE' = 'GET', payload?: object) =>
      app.inject({ url: `/api/v1${url}`, method, headers, ...(payload && { payload }) })
    const get = async (url: string) => {
      const answer = await request(url)
      if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${answer.body}`)
      return answer.json()
    }
    const names = async (url: string, member = 'name') => {
      const { items, total } = await get(url)
      expect(total).toBe(items.length)
      return items.map((item: Record<string, unknown>) => item[member])
    }
    return { db, request, get, names, time }
  }

  test('a list by urgency: exploited, then EPSS, then score; with hosts and whether there is a fix', async () => {
    const { get, names } = await start()
    const { items } = await get('/cves')
    expect(items.map((cve: Record<string, unknown>) => [cve.name, cve.severity, cve.score, cve.epss, cve.fix])).toEqual(
      [
        ['CVE-2024-1111', 'low', 1.6, null, 'available'],
        ['CVE-2024-2222', 'critical', 9.8, 0.5, 'none'],
        ['CVE-2024-10000', 'low', 1.6, null, ''],
      ],
    )
    expect(items.map((cve: { hosts: object }) => cve.hosts)).toEqual([
      { affected: 2, reboot: 0, accepted: 0 },
      { affected: 3, reboot: 0, accepted: 0 },
      { affected: 0, reboot: 0, accepted: 0 },
    ])
    expect(items[0].title).toBe('A flaw of CVE-2024-1111')
    expect(items[0].exploited_since).toBe('1970-01-01T00:00:05.000Z')
    expect(await names('/cves?sort=-name')).toEqual(['CVE-2024-10000', 'CVE-2024-2222', 'CVE-2024-1111'])
    expect((await get('/cves?per_page=1&page=2')).items.map((cve: { name: string }) => cve.name)).toEqual([
      'CVE-2024-2222',
    ])
  })

  test('found by the beginning of its name', async () => {
    const { get } = await start()
    const found = async (q: string) =>
      (await get(`/search?q=${q}`)).items.map((item: { kind: string; href: string }) => `${item.kind} ${item.href}`)
    expect(await found('cve-2024-1')).toEqual(['cve /cves/CVE-2024-1111', 'cve /cves/CVE-2024-10000'])
    expect(await found('2024-22')).toEqual(['cve /cves/CVE-2024-2222'])
    expect(await found('cve-2023-1')).toEqual([])
  })

  test('filters', async () => {
    const { names } = await start()
    for (const [query, wanted] of [
      ['severity=critical', ['CVE-2024-2222']],
      ['state=!rejected', ['CVE-2024-1111', 'CVE-2024-2222']],
      ['exploited=true', ['CVE-2024-1111']],
      ['epss_min=0.5', ['CVE-2024-2222']],
      ['score_min=9.9', []],
      ['affecting=true', ['CVE-2024-1111', 'CVE-2024-2222']],
      ['affecting=false', ['CVE-2024-10000']],
      ['fix_available=true', ['CVE-2024-1111']],
      ['os_release=1', ['CVE-2024-1111', 'CVE-2024-2222']],
      ['os_release=9', []],
      ['host=new', ['CVE-2024-2222']],
      ['host=other', []],
      ['package=openssl', ['CVE-2024-1111', 'CVE-2024-2222']],
      ['package=bash', []],
      ['cwe=CWE-20', ['CVE-2024-10000']],
      ['q=cve-2024-1', ['CVE-2024-1111', 'CVE-2024-10000']],
      ['q=FLAW%202222', ['CVE-2024-2222']],
      ['accepted=true', []],
    ] as const) {
      expect(await names(`/cves?${query}`), query).toEqual(wanted)
    }
  })

  test('a CVE: what is known, packages, what is said of them, and hosts by status', async () => {
    const { get, request } = await start()
    const cve = await get('/cves/cve-2024-1111')
    expect(cve).toMatchObject({
      exploited: { vendor: 'V', due_at: null },
      host_status: { affected: 2, accepted: 0, fixed: 1, 'not-applicable': 1, unknown: 0 },
      score_list: [{ vector: LOW, score: 1.6, stated: null, role: 'cna', fault: '' }],
      cwe_list: [{ name: 'CWE-79', title: 'XSS' }],
      reference_list: [{ url: 'https://example.com/CVE-2024-1111' }],
      fact_list: [{ package: 'openssl', state: 'fixed', fixed: '3.0.2-1', os_releases: [{ name: 'Debian 12' }] }],
    })
    expect(cve.package_list.map((p: Record<string, unknown>) => [p.full_version, p.hosts, p.state, p.fixed])).toEqual([
      ['3.0.1-1', 1, 'fixable', '3.0.2-1'],
      ['3.0.0-1', 1, 'fixable', '3.0.2-1'],
    ])
    expect(cve.package_list.flatMap((p: { offers: object[] }) => p.offers)).toEqual([])
    const open = await get('/cves/CVE-2024-2222')
    expect(open.host_status).toMatchObject({ affected: 3, fixed: 0, 'not-applicable': 1 })
    expect(open.fact_list[0]).toMatchObject({ state: 'postponed', note: 'Minor issue' })
    // nobody says anything of it
    expect((await get('/cves/CVE-2024-10000')).host_status).toMatchObject({ unknown: 4 })
    expect((await request('/cves/CVE-2024-9')).statusCode).toBe(404)
  })

  test('every number is that of a list of hosts', async () => {
    const { names } = await start()
    const hosts = (query: string) => names(`/hosts?cve=CVE-2024-1111${query}`, 'hostname')
    expect(await hosts('')).toEqual(['old', 'older'])
    expect(await hosts('&cve_status=fixed')).toEqual(['new'])
    expect(await hosts('&cve_status=not-applicable')).toEqual(['other'])
    expect(await hosts('&cve_status=fixed,affected')).toEqual(['new', 'old', 'older'])
    expect(await hosts('&cve_status=unknown')).toEqual([])
    expect(await names('/hosts?cve=CVE-1999-9999', 'hostname')).toEqual([])
  })

  test('an exception: for a host, a tag or all; counted apart, and ending by itself', async () => {
    const { db, request, get, names, time } = await start()
    await db.query.insertInto('host_tag').values({ host_id: 2, tag: 'lab' }).execute()
    const ends_at = new Date(time.now + 1000).toISOString()
    const accept = (more: object) =>
      request('/exceptions', 'POST', { kind: 'cve', name: 'cve-2024-1111', reason: 'Not reachable', ends_at, ...more })
    const first = await accept({ hosts: ['OLD'] })
    expect(first.statusCode).toBe(201)
    expect(first.json()).toMatchObject({
      name: 'CVE-2024-1111',
      scope: 'hosts',
      hosts: ['old'],
      author: 'admin',
      active: true,
    })
    const status = async () => (await get('/cves/CVE-2024-1111')).host_status
    expect(await status()).toMatchObject({ affected: 1, accepted: 1 })
    expect((await get('/cves')).items[0].hosts).toEqual({ affected: 1, reboot: 0, accepted: 1 })
    expect(await names('/hosts?cve=CVE-2024-1111&cve_status=accepted', 'hostname')).toEqual(['old'])
    expect(await names('/cves?accepted=true')).toEqual(['CVE-2024-1111'])
    expect((await accept({ tags: ['lab'] })).json()).toMatchObject({ scope: 'tags', tags: ['lab'] })
    expect(await status()).toMatchObject({ affected: 0, accepted: 2 })
    expect((await request('/exceptions/1', 'DELETE')).statusCode).toBe(204)
    expect(await status()).toMatchObject({ affected: 1, accepted: 1 })
    expect((await accept({})).json()).toMatchObject({ scope: 'all' })
    expect(await status()).toMatchObject({ affected: 0, accepted: 2, fixed: 1 })
    time.now += 2000
    expect(await status()).toMatchObject({ affected: 2, accepted: 0 })
    expect(await names('/exceptions?active=true', 'id')).toEqual([])
    expect(await names('/exceptions?sort=created_at', 'id')).toEqual([1, 2, 3])
    const wrong = [
      { ends_at: '2020-01-01T00:00:00Z' },
      { reason: ' ' },
      { hosts: ['nobody'] },
      { hosts: ['old'], tags: ['x'] },
    ]
    for (const more of wrong) expect((await accept({ ends_at: '2030-01-01T00:00:00Z', ...more })).statusCode).toBe(400)
    expect((await request('/exceptions/99', 'DELETE')).statusCode).toBe(404)
  })

  test('a host: its CVEs by package, what to patch first there and everywhere', async () => {
    const { db, request, get, names, time } = await start()
    await updateHosts({ db, clock: () => time.now, log: silentLog })
    await matchPackages({ db })
    const { items } = await get('/hosts/old/cves')
    expect(items.map((cve: Record<string, unknown>) => [cve.name, cve.accepted, cve.packages])).toEqual([
      ['CVE-2024-1111', false, [{ ...OPENSSL, state: 'fixable', fixed: '3.0.2-1', brought: true, note: '' }]],
      ['CVE-2024-2222', false, [{ ...OPENSSL, state: 'postponed', fixed: '', brought: false, note: 'Minor issue' }]],
    ])
    const { package_list: packages } = await get('/cves/CVE-2024-1111')
    expect(packages.map((p: { offers: object[] }) => p.offers)).toMatchObject([
      [{ full_version: '3.0.2-1', repository: { name: expect.stringMatching(/./) } }],
      [{ full_version: '3.0.2-1', repository: { name: expect.stringMatching(/./) } }],
    ])
    // of what is not fixed an update brings no end
    expect((await get('/cves/CVE-2024-2222')).package_list[0].offers).toEqual([])
    expect(await names('/hosts/new/cves')).toEqual(['CVE-2024-2222'])
    expect((await request('/hosts/nobody/cves')).statusCode).toBe(404)
    const all = await get('/priority')
    expect(all).toMatchObject({ total: 1, weights: { exploited: 40 }, formula: expect.stringContaining('100 ×') })
    expect(all.items[0]).toMatchObject({ package: 'openssl', hosts: 2, cves: 1, exploited: 1 })
    // exploited, a score of 1.6, half of the hosts, old
    expect(all.items[0].parts).toEqual({ exploited: 40, epss: 0, severity: 3.2, exposure: 5, age: 5 })
    expect(await names('/hosts?update_of=openssl', 'hostname')).toEqual(['old', 'older'])
    expect(await names('/hosts?update_of=bash', 'hostname')).toEqual([])
    expect(await names('/cves?ended_by=openssl')).toEqual(['CVE-2024-1111'])
    expect(await names('/cves?ended_by=bash')).toEqual([])
    expect(await names('/hosts/old/cves?end=update')).toEqual(['CVE-2024-1111'])
    expect(await names('/hosts/old/cves?end=none')).toEqual(['CVE-2024-2222'])
    expect(await names('/hosts/old/cves?end=not-offered')).toEqual([])
    expect(await names('/hosts/old/cves?end=!update')).toEqual(['CVE-2024-2222'])
    const own = await get('/hosts/old/priority')
    expect(own.items[0]).toMatchObject({ package: 'openssl', worst: { name: 'CVE-2024-1111' } })
    expect((await get('/hosts/new/priority')).items).toEqual([])
    const ends_at = new Date(time.now + 1000).toISOString()
    await request('/exceptions', 'POST', { kind: 'cve', name: 'CVE-2024-1111', reason: 'x', ends_at, hosts: ['old'] })
    expect((await get('/hosts/old/priority')).items).toEqual([])
    expect((await get('/hosts/old/cves')).items[0].accepted).toBe(true)
    expect(await names('/hosts/old/cves?accepted=true')).toEqual(['CVE-2024-1111'])
    expect(await names('/hosts/old/cves?accepted=false')).toEqual(['CVE-2024-2222'])
    expect(await names('/hosts/older/cves?accepted=true')).toEqual([])
    expect((await get('/hosts/older/priority')).items).toHaveLength(1)
  })

  test('weaknesses and references', async () => {
    const { get, names } = await start()
    expect((await get('/cwes')).items.map((cwe: Record<string, unknown>) => [cwe.name, cwe.title, cwe.cves])).toEqual([
      ['CWE-79', 'XSS', 3],
      ['CWE-20', '', 1],
    ])
    expect(await get('/cwes/cwe-79')).toMatchObject({ title: 'XSS', kind: 'weakness' })
    expect(await names('/references?cve=CVE-2024-1111', 'url')).toEqual(['https://example.com/CVE-2024-1111'])
    expect(await names('/references', 'url')).toEqual([])
    expect((await get('/cves/facets')).severity).toEqual([
      { value: 'low', label: 'low', count: 2 },
      { value: 'critical', label: 'critical', count: 1 },
    ])
  })
})

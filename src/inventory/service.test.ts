import { expect, test } from 'vitest'
import { forEachDatabase } from '../../tests/support/databases.ts'
import { silentLog } from '../../tests/support/log.ts'
import { insertedRows } from '../../tests/support/rows.ts'
import { recountHosts } from '../db/host-counts.ts'
import type { Db } from '../db/open.ts'
import { parseFormReport } from '../reports/form-protocol.ts'
import { parseJsonReport } from '../reports/json-protocol.ts'
import { acceptReport, processPendingReports } from '../reports/service.ts'
import { encodeForm } from '../reports/stored.ts'
import { toSummary } from '../reports/summary.ts'

type Body = Record<string, unknown>

const head = { hostname: 'web01.example.com', arch: 'x86_64', kernel: '6.1.0-28-amd64', os: 'Debian 12.8' }
const deb = (name: string, version: string, more: object = {}) => {
  const [, epoch = '', upstream = '', release = ''] = /^(?:(\d+):)?([^-]*)(?:-(.*))?$/.exec(version) ?? []
  return { name, epoch, version: upstream, release, arch: 'amd64', type: 'deb', ...more }
}
const url = 'http://deb.example.org/debian/dists/bookworm/main/binary-amd64'
const repo = { type: 'deb', name: 'Debian 12 main', id: '', priority: 500, urls: [url] }

async function report(db: Db, body: Body, now: number): Promise<Awaited<ReturnType<typeof processPendingReports>>> {
  const outcome = parseJsonReport({ ...head, ...body })
  if ('errors' in outcome) throw new Error(JSON.stringify(outcome.errors))
  const bytes = Buffer.from(JSON.stringify({ ...head, ...body }))
  await acceptReport(db, { summary: toSummary(outcome.report), body: bytes, ip: '10.0.0.1', userAgent: 'test', now })
  return processPendingReports({ db, clock: () => now, log: silentLog })
}

async function history(db: Db): Promise<string[]> {
  const rows = await db.query.selectFrom('host_event').selectAll().orderBy('id').execute()
  return rows.map((e) => `${e.kind} ${e.name}${e.arch && `:${e.arch}`} ${e.old} -> ${e.new} at ${e.at}`)
}

async function listCounts(db: Db): Promise<string[]> {
  const rows = await db.query.selectFrom('package_name').select(['name', 'host_count']).orderBy('name').execute()
  return rows.map((row) => `${row.name} ${row.host_count}`)
}

const getHost = (db: Db) => db.query.selectFrom('host').selectAll().executeTakeFirstOrThrow()

forEachDatabase('inventory', (databases) => {
  test('a first report makes the host and no history', async () => {
    const db = await databases.open()
    const packages = [deb('bash', '5.2.15-2', { held: true }), deb('vim', '2:9.0-1', { source: 'vim-src' })]
    const outcome = await report(db, { packages, repos: [repo], tags: ['web', 'prod'] }, 1000)
    const host = await getHost(db)
    expect(outcome).toEqual({ processed: 1, superseded: 0, failed: 0, hostsChanged: [host.id], newRepos: [1] })
    expect(host).toMatchObject({
      hostname: 'web01.example.com',
      domain: 'example.com',
      ip: '10.0.0.1',
      kernel: '6.1.0-28-amd64',
      arch: 'x86_64',
      package_count: 2,
      last_report_at: 1000,
      reboot: 'unknown',
      reboot_reason: expect.stringContaining('no kernel package'),
    })
    expect(await history(db)).toEqual([])
    expect(await insertedRows(db, 'host_package')).toEqual([
      { host_id: host.id, package_id: 1, held: 1, vendor_id: 0 },
      { host_id: host.id, package_id: 2, held: 0, vendor_id: 0 },
    ])
    expect(await insertedRows(db, 'host_tag')).toHaveLength(2)
    expect(await insertedRows(db, 'os_variant')).toEqual([expect.objectContaining({ name: 'Debian 12.8' })])
    expect(await insertedRows(db, 'os_release')).toEqual([expect.objectContaining({ name: 'Debian 12' })])
  })

  test('what differs is written, and is history', async () => {
    const db = await databases.open()
    const before = [deb('bash', '5.2-1'), deb('gone', '1-1'), deb('libx', '2-1', { arch: 'all' }), deb('down', '3-1')]
    await report(db, { packages: before, repos: [repo] }, 1000)
    const after = [
      deb('bash', '5.10-1', { install_time: new Date(1500).toISOString() }),
      deb('libx', '2-2'),
      deb('down', '2-9', { install_time: new Date(500).toISOString() }),
      deb('fresh', '1:0-1'),
    ]
    const outcome = await report(db, { packages: after, repos: [repo] }, 2000)
    expect(outcome.hostsChanged).toHaveLength(1)
    expect(outcome.newRepos).toEqual([])
    expect(await history(db)).toEqual([
      'upgraded bash:amd64 5.2-1 -> 5.10-1 at 1500',
      'downgraded down:amd64 3-1 -> 2-9 at 2000',
      'installed fresh:amd64  -> 1:0-1 at 2000',
      'removed gone:amd64 1-1 ->  at 2000',
      'upgraded libx:amd64 2-1 -> 2-2 at 2000',
    ])
    expect((await getHost(db)).package_count).toBe(4)
    expect(await db.transaction(recountHosts)).toBe(0)
    expect(await listCounts(db)).toEqual(['bash 1', 'down 1', 'fresh 1', 'gone 0', 'libx 1'])
    expect(await insertedRows(db, 'host_package')).toHaveLength(4)
  })

  test('an unchanged report touches only the host and itself, and opens no body', async () => {
    const db = await databases.open()
    const body = { packages: [deb('bash', '5.2-1')], repos: [repo], tags: ['a'] }
    await report(db, body, 1000)
    const outcome = parseJsonReport({ ...head, ...body })
    if ('errors' in outcome) throw new Error('errors')
    await acceptReport(db, {
      summary: toSummary(outcome.report),
      body: Buffer.from('no report'),
      ip: '',
      userAgent: '',
      now: 2000,
    })
    const processed = await processPendingReports({ db, clock: () => 2500, log: silentLog })
    expect(processed).toEqual({ processed: 1, superseded: 0, failed: 0, hostsChanged: [], newRepos: [] })
    expect(await getHost(db)).toMatchObject({ last_report_at: 2000, last_report_id: 2, package_count: 1 })
    expect(await history(db)).toEqual([])
  })

  test('a hook sends no repositories: they stay, and so do modules and found updates', async () => {
    const db = await databases.open()
    const modules = [
      { name: 'nodejs', stream: '20', version: '1', context: 'c', arch: 'x', repo: 'r', packages: ['n-1'] },
    ]
    const sec_updates = [{ name: 'bash', version: '6-1', arch: 'amd64', repo: 'r' }]
    await report(db, { packages: [deb('bash', '5-1')], repos: [repo], modules, sec_updates }, 1000)
    await report(db, { packages: [deb('bash', '5-2')], repos: [] }, 2000)
    expect(await insertedRows(db, 'host_repo')).toEqual([
      expect.objectContaining({ host_id: 1, repo_id: 1, enabled: 1, priority: 500 }),
    ])
    expect(await insertedRows(db, 'host_module')).toEqual([{ host_id: 1, module_id: 1, packages: '["n-1"]' }])
    expect(await insertedRows(db, 'host_reported_update')).toEqual([
      { host_id: 1, name: 'bash', arch: 'amd64', version: '6-1', repo: 'r', security: 1 },
    ])
    await report(db, { repos: [{ ...repo, priority: 990 }], modules: [] }, 3000)
    expect(await insertedRows(db, 'host_repo')).toEqual([expect.objectContaining({ priority: 990 })])
    expect(await insertedRows(db, 'host_module')).toEqual([])
    expect(await insertedRows(db, 'host_reported_update')).toEqual([])
    expect((await getHost(db)).package_count).toBe(1)
  })

  test('a repository that was switched off for the host stays off', async () => {
    const db = await databases.open()
    await report(db, { repos: [repo] }, 1000)
    await db.query.updateTable('host_repo').set({ enabled: 0 }).execute()
    await report(
      db,
      {
        repos: [
          { ...repo, priority: 100 },
          { ...repo, urls: [`${url}x`] },
        ],
      },
      2000,
    )
    expect(await insertedRows(db, 'host_repo')).toEqual([
      expect.objectContaining({ repo_id: 1, enabled: 0, priority: 100 }),
      expect.objectContaining({ repo_id: 2, enabled: 1 }),
    ])
  })

  test('kernel, boot and tags', async () => {
    const db = await databases.open()
    const hour = 3_600_000
    const at = (hours: number) => new Date(1_700_000_000_000 + hours * hour)
    const kernels = ['28', '31', '9'].map((abi) => deb(`linux-image-6.1.0-${abi}-amd64`, '6.1-1'))
    const packages = [...kernels, deb('linux-image-amd64', '6.1-1'), deb('linux-image-6.1.0-99-rt-amd64', '6.1-1')]
    const first = { packages, repos: [repo], tags: ['a', 'b'], boot_time: at(0).toISOString() }
    await report(db, first, at(1).getTime())
    expect(await getHost(db)).toMatchObject({ reboot: 'yes', reboot_reason: expect.stringContaining('6.1.0-31-amd64') })

    const wavering = new Date(at(0).getTime() + 2000).toISOString()
    await report(db, { ...first, boot_time: wavering }, at(2).getTime())
    await report(db, { ...first, boot_time: wavering, client_version: '2' }, at(2).getTime())
    expect(await history(db)).toEqual([])
    expect((await getHost(db)).boot_time).toBe(at(0).getTime())

    await db.query.insertInto('host_tag').values({ host_id: 1, tag: 'by-hand' }).execute()
    const after = { ...first, tags: ['b', 'c'], kernel: '6.1.0-31-amd64', boot_time: at(2.5).toISOString() }
    await report(db, after, at(3).getTime())
    expect(await history(db)).toEqual([
      `rebooted  ${wavering} -> ${at(2.5).toISOString()} at ${at(2.5).getTime()}`,
      `kernel kernel 6.1.0-28-amd64 -> 6.1.0-31-amd64 at ${at(2.5).getTime()}`,
    ])
    expect(await getHost(db)).toMatchObject({ reboot: 'no', boot_time: at(2.5).getTime() })
    const tags = await db.query.selectFrom('host_tag').select('tag').orderBy('tag').execute()
    expect(tags.map((row) => row.tag)).toEqual(['b', 'by-hand', 'c'])

    await report(db, { ...after, reboot_required: true }, at(4).getTime())
    expect(await getHost(db)).toMatchObject({ reboot: 'yes', reboot_reason: 'reported by the host' })
    await report(db, after, at(5).getTime())
    expect((await getHost(db)).reboot).toBe('no')
  })

  test('a new operating system is another variant; a variant keeps the release that a person gave it', async () => {
    const db = await databases.open()
    await report(db, { packages: [deb('bash', '5-1')] }, 1000)
    const other = await db.query
      .insertInto('os_release')
      .values({ name: 'Ours', codename: '', cpe_name: '' })
      .returning('id')
      .executeTakeFirstOrThrow()
    await db.query.updateTable('os_variant').set({ os_release_id: other.id }).execute()
    await report(db, { os: 'Debian 13.1 (trixie) [cpe:/o:debian:debian_linux:13]' }, 2000)
    await report(db, { os: 'Debian 12.8' }, 3000)
    const variants = await db.query.selectFrom('os_variant').selectAll().orderBy('id').execute()
    expect(variants).toMatchObject([
      { name: 'Debian 12.8', os_release_id: other.id },
      { name: 'Debian 13.1', codename: 'trixie' },
    ])
    expect((await getHost(db)).os_variant_id).toBe(variants[0]!.id)
    expect(await insertedRows(db, 'os_release')).toContainEqual(
      expect.objectContaining({ name: 'Debian 13', codename: 'trixie', cpe_name: 'cpe:/o:debian:debian_linux:13' }),
    )
  })

  test('the same facts by either protocol are the same rows', async () => {
    const tables = [
      'package',
      'package_name',
      'host',
      'host_package',
      'host_repo',
      'host_module',
      'module',
      'repo',
    ] as const
    const more = ['mirror', 'host_reported_update', 'host_tag', 'os_variant', 'os_release', 'host_event'] as const
    const dump = async (db: Db) => {
      const rows: Record<string, unknown> = {}
      for (const table of [...tables, ...more]) rows[table] = await insertedRows(db, table)
      return rows
    }
    const [one, two] = [await databases.open(), await databases.open()]
    for (const [now, { form, json }] of bothForms().entries()) {
      const sent = parseFormReport(form)
      await acceptReport(one, {
        summary: toSummary(sent),
        body: encodeForm(form),
        ip: '10.0.0.1',
        userAgent: '',
        now: now + 1,
      })
      await processPendingReports({ db: one, clock: () => now + 1, log: silentLog })
      await report(two, json, now + 1)
    }
    expect(await dump(one)).toEqual(await dump(two))
    expect(await insertedRows(one, 'host_package')).toHaveLength(3)
  })

  test('a report of 5,000 packages, each twice', async () => {
    const db = await databases.open()
    const packages = Array.from({ length: 5000 }, (_, i) => deb(`p${i}`, `1.${i}-1`))
    await report(db, { packages: [...packages, ...packages], repos: [repo] }, 1000)
    expect((await getHost(db)).package_count).toBe(5000)
    await report(db, { packages: packages.slice(1), repos: [repo] }, 2000)
    expect(await history(db)).toEqual(['removed p0:amd64 1.0-1 ->  at 2000'])
  })
})

/** Two reports of one host, each in both protocols. */
function bothForms(): { form: Record<string, string>; json: Body }[] {
  const form = {
    host: 'DB01.example.com',
    tags: 'a,b',
    kernel: '6.1.0%2b1-amd64',
    arch: 'x86_64',
    os: 'Rocky Linux 9.5 (Blue Onyx) [cpe:/o:rocky:rocky:9::baseos]',
    reboot: 'ServerCheck',
    packages: [
      "'libstdc%2b%2b' '' '11.4.1' '3.el9' 'x86_64' 'rpm'",
      "'bind' '32' '9.16' '1.el9' 'x86_64' 'rpm' 'held=1'",
      "'gpg-pubkey' '' '1' '2' '(none)' 'rpm'",
      "'kernel-core' '0' '5.14.0' '1.el9' 'x86_64' 'rpm' 'source=kernel'",
    ].join('\n'),
    repos: "'rpm' 'Rocky 9 - BaseOS' 'baseos' '99' 'http://r.example.org/9/BaseOS/x86_64/os/'",
    modules: "'nodejs' '20' '90' 'rhel9' 'x86_64' 'appstream' 'nodejs-1:20.1.0-1.x86_64'",
    sec_updates: 'bind.x86_64 32:9.17-1 baseos',
    bug_updates: 'bind.x86_64 32:9.17-1 baseos\ntar.x86_64 2-1 baseos',
    boot_time: '1700000000',
    machine_id: 'm',
    client_version: '5',
    excludes: 'kernel*,foo',
  }
  const rpm = { arch: 'x86_64', type: 'rpm' }
  const json = {
    protocol: 2,
    hostname: 'db01.EXAMPLE.com',
    tags: ['a', 'b'],
    kernel: '6.1.0+1-amd64',
    arch: 'x86_64',
    os: form.os,
    packages: [
      { name: 'kernel-core', epoch: '', version: '5.14.0', release: '1.el9', source: 'kernel', ...rpm },
      { name: 'libstdc++', epoch: 0, version: '11.4.1', release: '3.el9', ...rpm },
      { name: 'bind', epoch: 32, version: '9.16', release: '1.el9', held: true, ...rpm },
      { name: 'gpg-pubkey', epoch: '', version: '1', release: '2', ...rpm, arch: '(none)' },
    ],
    repos: [
      {
        type: 'rpm',
        name: 'Rocky 9 - BaseOS',
        id: 'baseos',
        priority: 99,
        urls: ['http://r.example.org/9/BaseOS/x86_64/os/'],
      },
    ],
    modules: [
      {
        name: 'nodejs',
        stream: 20,
        version: '90',
        context: 'rhel9',
        arch: 'x86_64',
        repo: 'appstream',
        packages: ['nodejs-1:20.1.0-1.x86_64'],
      },
    ],
    sec_updates: [{ name: 'bind', version: '32:9.17-1', arch: 'x86_64', repo: 'baseos' }],
    bug_updates: [
      { name: 'bind', version: '32:9.17-1', arch: 'x86_64', repo: 'baseos' },
      { name: 'tar', version: '0:2-1', arch: 'x86_64', repo: 'baseos' },
    ],
    boot_time: 1_700_000_000_000,
    machine_id: 'm',
    client_version: '5',
    excludes: ['kernel*', 'foo'],
  }
  const { repos: _, modules: __, ...hook } = json
  return [
    { form, json },
    {
      form: { ...form, repos: '', modules: '', packages: form.packages.replace("'9.16'", "'9.17'"), reboot: 'True' },
      json: {
        ...hook,
        reboot_required: true,
        packages: json.packages.map((p) => (p.name === 'bind' ? { ...p, version: '9.17' } : p)),
      },
    },
  ]
}

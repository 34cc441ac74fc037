import { expect, test } from 'vitest'
import { forEachDatabase } from '../../tests/support/databases.ts'
import { silentLog } from '../../tests/support/log.ts'
import { type Db, openDatabase } from '../db/open.ts'
import { beginAttempt } from '../db/report-writes.ts'
import { type FormFields, parseFormReport } from './form-protocol.ts'
import { acceptReport, MAX_ATTEMPTS, processPendingReports, reprocessReport } from './service.ts'
import { encodeForm } from './stored.ts'
import { toSummary } from './summary.ts'

const toForm = (host: string, version = '1') => ({
  host,
  arch: 'x86_64',
  kernel: '6.1.0-28-amd64',
  os: 'Debian 12.8',
  packages: `'bash' '' '${version}' '1' 'amd64' 'deb'\n'tar' '' '1' '1' 'amd64' 'deb'`,
})

async function accept(db: Db, form: FormFields, now: number, body: Uint8Array = encodeForm(form)): Promise<number> {
  const summary = toSummary(parseFormReport(form))
  return (await acceptReport(db, { summary, body, ip: '10.0.0.1', userAgent: '', now })).reportId
}

const work = (db: Db, now: number, more: object = {}) =>
  processPendingReports({ db, clock: () => now, log: silentLog, ...more })

const listStates = async (db: Db) =>
  (await db.query.selectFrom('report').select('state').orderBy('id').execute()).map((row) => row.state)

const listVersions = async (db: Db, hostname: string) =>
  (
    await db.query
      .selectFrom('host')
      .innerJoin('host_package', 'host_package.host_id', 'host.id')
      .innerJoin('package', 'package.id', 'host_package.package_id')
      .innerJoin('package_name', 'package_name.id', 'package.name_id')
      .select('package.version')
      .where('hostname', '=', hostname)
      .where('package_name.name', '=', 'bash')
      .execute()
  ).map((row) => row.version)

const POISON = Buffer.from('this is no report')

forEachDatabase('processing of reports', (databases) => {
  test('a poison report stops no other, is tried again ever later, and is left alone in the end', async () => {
    const db = await databases.open()
    for (let i = 0; i < 6; i++) await accept(db, toForm(`h${i}`), i, i === 2 ? POISON : undefined)
    expect(await work(db, 1000)).toMatchObject({ processed: 5, failed: 1 })
    expect(await work(db, 1000)).toMatchObject({ processed: 0, failed: 0 })
    let now = 1000
    const waits: number[] = []
    for (let attempt = 2; attempt <= MAX_ATTEMPTS; attempt++) {
      const row = await db.query.selectFrom('report').selectAll().where('id', '=', 3).executeTakeFirstOrThrow()
      expect(row).toMatchObject({ state: 'pending', attempts: attempt - 1, error: expect.stringContaining('JSON') })
      waits.push(row.retry_at - now)
      expect(await work(db, row.retry_at - 1)).toMatchObject({ failed: 0 })
      now = row.retry_at
      expect(await work(db, now)).toMatchObject({ failed: 1 })
    }
    expect(waits).toEqual([10_000, 40_000, 160_000, 640_000])
    expect(await listStates(db)).toEqual(['processed', 'processed', 'failed', 'processed', 'processed', 'processed'])
    expect(await work(db, now * 1000)).toMatchObject({ processed: 0, failed: 0 })
    expect(await db.query.selectFrom('host').select('id').where('hostname', '=', 'h2').execute()).toEqual([])
  })

  test('after a crash each try is written down before it is made, and a report that used up all of them is left alone', async () => {
    const db = await databases.open()
    for (let i = 0; i < 3; i++) await accept(db, toForm(`h${i}`), i)
    const row = (id: number) =>
      db.query
        .selectFrom('report')
        .select(['state', 'attempts', 'retry_at', 'error'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
    expect(await work(db, 1000, { limit: 1 })).toMatchObject({ processed: 1 })
    expect(await row(1)).toMatchObject({ state: 'processed', attempts: 0 })
    expect(await work(db, 1000, { limit: 1, afterCrash: true })).toMatchObject({ processed: 1 })
    expect(await row(2)).toMatchObject({ state: 'processed', attempts: 1, error: '' })
    // as a process leaves it that ends in the middle of the last try
    const due = 20_000
    await db.transaction((tx) => beginAttempt(tx, 3, { attempts: MAX_ATTEMPTS, error: 'ended', retry_at: due }))
    expect(await work(db, due - 1)).toMatchObject({ processed: 0, failed: 0 })
    await accept(db, toForm('h3'), 4)
    expect(await work(db, due, { limit: 1 })).toMatchObject({ processed: 1, failed: 0 })
    expect(await work(db, due)).toMatchObject({ processed: 0, failed: 1 })
    expect(await row(3)).toMatchObject({
      state: 'failed',
      attempts: MAX_ATTEMPTS,
      error: expect.stringMatching(/ended/),
    })
    expect(await reprocessReport(db, 3)).toBe(true)
    expect(await work(db, due)).toMatchObject({ processed: 1 })
  })

  test('of some hosts only, whether they are known or not', async () => {
    const db = await databases.open()
    for (const host of ['a', 'b', 'c']) await accept(db, toForm(host), 1)
    expect(await work(db, 2, { hostnames: ['b', 'absent'] })).toMatchObject({ processed: 1 })
    expect(await listStates(db)).toEqual(['pending', 'processed', 'pending'])
    expect(await work(db, 2, { hostnames: [] })).toMatchObject({ processed: 0 })
    expect(await work(db, 2)).toMatchObject({ processed: 2 })
  })

  test('what a failing report wrote before it failed is gone', async () => {
    const db = await databases.open()
    await accept(db, toForm('web'), 1)
    await work(db, 1)
    await accept(db, { ...toForm('web', '2'), kernel: 'new' }, 2, POISON)
    await work(db, 2)
    expect(await listVersions(db, 'web')).toEqual(['1'])
    const host = await db.query.selectFrom('host').selectAll().executeTakeFirstOrThrow()
    expect(host).toMatchObject({ kernel: '6.1.0-28-amd64', last_report_at: 1 })
  })

  test('an older report after a newer one changes nothing', async () => {
    const db = await databases.open()
    await accept(db, toForm('web', 'new'), 2000)
    await work(db, 2000)
    await accept(db, toForm('web', 'old'), 1000)
    expect(await work(db, 3000)).toMatchObject({ processed: 0, superseded: 1, hostsChanged: [] })
    expect(await listVersions(db, 'web')).toEqual(['new'])
    expect(await listStates(db)).toEqual(['processed', 'superseded'])
    const host = await db.query.selectFrom('host').selectAll().executeTakeFirstOrThrow()
    expect(host).toMatchObject({ last_report_at: 2000, last_report_id: 1 })
  })

  test('reports of one millisecond are in the order of their ids', async () => {
    const db = await databases.open()
    for (const version of ['1', '2', '3']) await accept(db, toForm('web', version), 1000)
    expect(await work(db, 1000)).toMatchObject({ processed: 3, superseded: 0 })
    expect(await listVersions(db, 'web')).toEqual(['3'])
  })

  test('asked again, a report is compared again in all its sections', async () => {
    const db = await databases.open()
    const id = await accept(db, toForm('web'), 1000)
    await work(db, 1000)
    await db.query.deleteFrom('host_package').execute()
    expect(await reprocessReport(db, id)).toBe(true)
    expect(await work(db, 2000)).toMatchObject({ processed: 1 })
    expect(await listVersions(db, 'web')).toEqual(['1'])
    expect(await reprocessReport(db, 99)).toBe(false)
    // but an older one stays superseded
    await accept(db, toForm('web', '2'), 3000)
    await work(db, 3000)
    await reprocessReport(db, id)
    expect(await work(db, 4000)).toMatchObject({ superseded: 1 })
    expect(await listVersions(db, 'web')).toEqual(['2'])
  })

  test('a limit and a signal stop between two reports', async () => {
    const db = await databases.open()
    for (let i = 0; i < 5; i++) await accept(db, toForm(`h${i}`), i)
    expect(await work(db, 1000, { limit: 2 })).toMatchObject({ processed: 2 })
    expect(await work(db, 1000, { signal: AbortSignal.abort() })).toMatchObject({ processed: 0 })
    expect(await work(db, 1000)).toMatchObject({ processed: 3 })
  })

  test('several workers take each report once, and each host ends with its newest', { timeout: 60_000 }, async () => {
    const url = await databases.createUrl()
    const first = openDatabase(url)
    const { migrate } = await import('../db/migrate.ts')
    await migrate(first)
    const others = [openDatabase(url), openDatabase(url)]
    for (let i = 0; i < 60; i++) await accept(first, toForm(`host${i % 6}`, String(i)), 1000 + i)
    const outcomes = await Promise.all([first, ...others].map((db) => work(db, 5000)))
    // one that gave way to a report in hand of another worker may be left
    const rest = await work(first, 5000)
    const total = [...outcomes, rest].reduce((sum, o) => sum + o.processed + o.superseded, 0)
    expect(total).toBe(60)
    for (let host = 0; host < 6; host++) expect(await listVersions(first, `host${host}`)).toEqual([String(54 + host)])
    const events = await first.query.selectFrom('host_event').select('new').where('kind', '=', 'upgraded').execute()
    const superseded = (await listStates(first)).filter((state) => state === 'superseded').length
    expect(events.length + superseded).toBe(54)
    await Promise.all([first, ...others].map((db) => db.close()))
  })
})

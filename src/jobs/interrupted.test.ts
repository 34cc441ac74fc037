import { expect, test } from 'vitest'
import { forEachDatabase } from '../../tests/support/databases.ts'
import { silentLog } from '../../tests/support/log.ts'
import type { Db } from '../db/open.ts'
import { parseJsonReport } from '../reports/json-protocol.ts'
import { acceptReport, processPendingReports } from '../reports/service.ts'
import { toSummary } from '../reports/summary.ts'
import type { JobContext } from './job.ts'
import { processReportsJob } from './process-reports.ts'
import { refreshReposJob } from './refresh-repos.ts'

const NOW = 1_760_000_000_000

function contextOf(db: Db, asked: string[] = []): JobContext {
  const enqueue = async (kind: string, subject = '') => asked.push(`${kind} ${subject}`)
  const config = { maxMirrors: 2, maxMirrorFailures: 14 }
  const signal = new AbortController().signal
  return { db, clock: () => NOW, log: silentLog, fetcher: {}, config, enqueue, signal } as unknown as JobContext
}

async function accept(db: Db, hostname: string): Promise<void> {
  const packages = [{ name: 'bash', epoch: '', version: '1', release: '1', arch: 'amd64', type: 'deb' }]
  const urls = ['http://deb.example/debian/dists/bookworm/main/binary-amd64']
  const repos = [{ type: 'deb', name: 'main', id: '', priority: 500, urls }]
  const sent = { protocol: 2, hostname, arch: 'x86_64', kernel: '6.1', os: 'Debian 12.8', packages, repos }
  const parsed = parseJsonReport(sent)
  if (!('report' in parsed)) throw new Error('the report is wrong')
  const body = Buffer.from(JSON.stringify(sent))
  await acceptReport(db, {
    summary: toSummary(parsed.report),
    body,
    ip: '10.0.0.1',
    userAgent: 'test',
    now: NOW - 1000,
  })
}

const asOf = async (db: Db) =>
  (await db.query.selectFrom('host').select('updates_as_of').orderBy('id').execute()).map((host) => host.updates_as_of)

forEachDatabase('work that was interrupted', (databases) => {
  test('between a report and its updates: the next pass finds them, though no report waits', async () => {
    const db = await databases.open()
    await accept(db, 'web01')
    await processPendingReports({ db, clock: () => NOW, log: silentLog })
    expect(await asOf(db)).toEqual([0])
    expect(await processReportsJob(contextOf(db), { subject: '', force: false })).toMatchObject({
      state: 'done',
      result: { processed: 0, hosts: 1 },
    })
    expect(await asOf(db)).toEqual([NOW])
  })

  test('between a refresh and the updates of its hosts: the next refresh finds them, though nothing changed', async () => {
    const db = await databases.open()
    const asked: string[] = []
    await accept(db, 'web01')
    await processReportsJob(contextOf(db, asked), { subject: '', force: false })
    expect(asked).toEqual(['refresh-repos 1', 'match-cves '])
    await db.query
      .updateTable('mirror')
      .set({ changed_at: NOW + 5, refresh: 0 })
      .execute()
    const later = { ...contextOf(db), clock: () => NOW + 10 }
    expect(await refreshReposJob(later, { subject: '', force: false })).toMatchObject({
      result: { mirrors: 0, hosts: 1 },
    })
    expect(await asOf(db)).toEqual([NOW + 10])
    expect(await refreshReposJob(later, { subject: '', force: false })).toMatchObject({ result: { hosts: 0 } })
  })
})

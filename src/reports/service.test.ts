import { expect, test } from 'vitest'
import { forEachDatabase } from '../../tests/support/databases.ts'
import { insertedRows } from '../../tests/support/rows.ts'
import { deleteUnusedBodies } from '../db/report-cleaning.ts'
import { parseFormReport } from './form-protocol.ts'
import { acceptReport, readReportSections } from './service.ts'
import { encodeForm } from './stored.ts'
import { toSummary } from './summary.ts'

const fields = {
  host: 'Web01.example.com',
  arch: 'x86_64',
  kernel: '6.1.0-28-amd64',
  os: 'Debian 12.8',
  tags: 'web,prod',
  packages: "'bash' '' '5.2.15' '2' 'amd64' 'deb'\nbroken\n",
}

const sent = (form: Record<string, string>) => ({
  summary: toSummary(parseFormReport(form)),
  body: encodeForm(form),
  ip: '10.1.2.3',
  userAgent: 'curl/8',
  now: 1000,
})

forEachDatabase('report intake', (databases) => {
  test('an accepted report is one row with its rejects', async () => {
    const db = await databases.open()
    const { reportId } = await acceptReport(db, sent(fields))
    expect(await insertedRows(db, 'report')).toEqual([
      expect.objectContaining({
        id: reportId,
        hostname: 'web01.example.com',
        ip: '10.1.2.3',
        protocol: 1,
        tags: 'web,prod',
        received_at: 1000,
        state: 'pending',
        reject_count: 1,
        repos_digest: '',
        packages_digest: expect.stringMatching(/^.{43}$/),
      }),
    ])
    expect(await insertedRows(db, 'report_reject')).toEqual([
      expect.objectContaining({ report_id: reportId, section: 'packages', position: 2, text: 'broken' }),
    ])
  })

  test('equal bodies are stored once, and go with their last report', async () => {
    const db = await databases.open()
    for (const host of ['a', 'b', 'a', 'a']) await acceptReport(db, sent({ ...fields, host }))
    expect(await insertedRows(db, 'report_body')).toHaveLength(2)
    await db.query.updateTable('report').set({ state: 'processed' }).execute()
    await db.query.deleteFrom('report').where('id', 'in', [1, 2]).execute()
    expect(await deleteUnusedBodies(db)).toBe(1)
    expect(await readReportSections(db, 4)).toMatchObject({ hostname: 'a' })
  })

  test('its sections can be read again', async () => {
    const db = await databases.open()
    const accepted = sent(fields)
    const { reportId } = await acceptReport(db, accepted)
    expect(await readReportSections(db, reportId)).toEqual(parseFormReport(fields))
    expect(await readReportSections(db, reportId + 1)).toBeUndefined()
  })

  test('a host without a name is called as its address is, or by its address', async () => {
    const db = await databases.open()
    const nameless = sent({ ...fields, host: '' })
    const names = [async () => 'PTR.example.com.', async () => '', () => Promise.reject(new Error('no such name'))]
    for (const findReverseName of names) await acceptReport(db, { ...nameless, findReverseName })
    const rows = await db.query.selectFrom('report').select('hostname').orderBy('id').execute()
    expect(rows.map((row) => row.hostname)).toEqual(['ptr.example.com', '10.1.2.3', '10.1.2.3'])
  })
})

import { expect, test } from 'vitest'
import { forEachDatabase } from '../../tests/support/databases.ts'
import { migrate } from '../db/migrate.ts'
import { type Db, openDatabase } from '../db/open.ts'
import { findLastDue, startDueJobs } from './schedule.ts'

const at = (text: string) => Date.parse(text)

test.each([
  ['*/5 * * * *', 'UTC', '2026-11-22T10:05:00Z', '2026-11-22T10:05:00Z'],
  ['*/5 * * * *', 'UTC', '2026-11-22T10:04:59.999Z', '2026-11-22T10:00:00Z'],
  ['0 4 * * *', 'UTC', '2026-11-22T03:59:59Z', '2026-11-21T04:00:00Z'],
  // winter and summer in one time zone
  ['0 4 * * *', 'Europe/Berlin', '2026-11-22T10:00:00Z', '2026-11-22T03:00:00Z'],
  ['0 4 * * *', 'Europe/Berlin', '2026-07-22T10:00:00Z', '2026-07-22T02:00:00Z'],
  ['45 6 * * 0', 'UTC', '2026-11-21T10:00:00Z', '2026-11-15T06:45:00Z'],
])('%s in %s was due last before %s at %s', (pattern, zone, now, due) => {
  expect(findLastDue(pattern, zone, at(now))).toBe(at(due))
})

test('what is off is never due', () => {
  expect(findLastDue('off', 'UTC', at('2026-11-22T10:00:00Z'))).toBeUndefined()
})

function scheduleOn(db: Db, times: Record<string, string>, now: string) {
  const time = { now: at(now) }
  return { db, times, timeZone: 'UTC', clock: () => time.now, moveTo: (text: string) => (time.now = at(text)) }
}

forEachDatabase('schedule', (databases) => {
  const times = { refresh_repos: '0 4 * * *', dbcheck: '0 6 * * *', dns_checks: 'off' }

  test('a job starts at its time, once, and not at the first start of a server', async () => {
    const schedule = scheduleOn(await databases.open(), times, '2026-11-22T10:00:00Z')
    expect(await startDueJobs(schedule)).toEqual([])
    schedule.moveTo('2026-11-23T03:59:59Z')
    expect(await startDueJobs(schedule)).toEqual([])
    schedule.moveTo('2026-11-23T04:00:00Z')
    expect(await startDueJobs(schedule)).toEqual(['refresh-repos'])
    expect(await startDueJobs(schedule)).toEqual([])
    schedule.moveTo('2026-11-23T06:00:10Z')
    expect(await startDueJobs(schedule)).toEqual(['dbcheck'])
    const jobs = await schedule.db.query.selectFrom('job').select(['kind', 'subject', 'state']).orderBy('id').execute()
    expect(jobs).toEqual([
      { kind: 'refresh-repos', subject: '', state: 'queued' },
      { kind: 'dbcheck', subject: '', state: 'queued' },
    ])
  })

  test('what was missed for a week is started once', async () => {
    const schedule = scheduleOn(await databases.open(), times, '2026-11-22T10:00:00Z')
    await startDueJobs(schedule)
    schedule.moveTo('2026-11-29T10:00:00Z')
    expect(await startDueJobs(schedule)).toEqual(['refresh-repos', 'dbcheck'])
    expect(await startDueJobs(schedule)).toEqual([])
  })

  test('of many servers one starts each run', async () => {
    const url = await databases.createUrl()
    const opened = Array.from({ length: 5 }, () => openDatabase(url))
    await migrate(opened[0]!)
    const [first, ...others] = opened.map((db) => scheduleOn(db, times, '2026-11-22T10:00:00Z'))
    await startDueJobs(first!)
    const started = await Promise.all(
      [first!, ...others].map((schedule) => {
        schedule.moveTo('2026-11-23T05:00:00Z')
        return startDueJobs(schedule)
      }),
    )
    expect(started.flat()).toEqual(['refresh-repos'])
    await Promise.all(opened.map((db) => db.close()))
  })

  test('a time that is changed to an earlier one does not run twice that day', async () => {
    const schedule = scheduleOn(await databases.open(), times, '2026-11-22T05:00:00Z')
    await startDueJobs(schedule)
    const moved = { ...schedule, times: { refresh_repos: '0 3 * * *' } }
    expect(await startDueJobs(moved)).toEqual([])
  })
})

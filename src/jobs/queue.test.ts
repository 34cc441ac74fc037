import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { forEachDatabase } from '../../tests/support/databases.ts'
import { migrate } from '../db/migrate.ts'
import { type Db, openDatabase } from '../db/open.ts'
import type { JobKind } from '../model/job.ts'
import { type Claimer, currentClaimer, isThisProcess, toClaimer } from './claimer.ts'
import {
  begin,
  claim,
  deleteHistory,
  enqueue,
  fail,
  finish,
  giveBack,
  giveBackAll,
  heartbeat,
  LEASE_MS,
  recover,
  retryDelayMs,
} from './queue.ts'

const ALL: JobKind[] = ['process-reports', 'refresh-repos', 'find-updates', 'dbcheck', 'dns-checks', 'clean-reports']

function jobs(db: Db) {
  return db.query.selectFrom('job').selectAll().orderBy('id').execute()
}

/** A queue whose time a test moves. */
function queueOn(db: Db) {
  const time = { now: 1_000_000 }
  return { db, time, clock: () => time.now }
}

/** The number of a process that ended. */
function deadPid(): number {
  return spawnSync(process.execPath, ['-e', '']).pid
}

forEachDatabase('queue', (databases) => {
  const me = currentClaimer('1')

  test('a job is done once: queued, running, done', async () => {
    const queue = queueOn(await databases.open())
    const id = await enqueue(queue, 'refresh-repos', '7', { force: true })
    const job = await claim(queue, ALL, me)
    expect(job).toMatchObject({ id, kind: 'refresh-repos', subject: '7', options: '{"force":true}', attempts: 1 })
    expect(await claim(queue, ALL, me)).toBeUndefined()
    queue.time.now += 500
    expect(await finish(queue, id, me, { state: 'partial', result: { mirrors: 3 }, error: 'one failed' })).toBe(true)
    expect(await jobs(queue.db)).toMatchObject([
      { state: 'partial', finished_at: 1_000_500, started_at: 1_000_000, result: '{"mirrors":3}', error: 'one failed' },
    ])
  })

  test('equal jobs that wait are one; it takes the earlier time, the higher priority and the options given', async () => {
    const queue = queueOn(await databases.open())
    const later = queue.time.now + 60_000
    const id = await enqueue(queue, 'dbcheck', '', { runAt: later })
    expect(await enqueue(queue, 'dbcheck', '', { priority: 5, force: true })).toBe(id)
    expect(await enqueue(queue, 'dbcheck')).toBe(id)
    expect(await enqueue(queue, 'dbcheck', 'other')).not.toBe(id)
    expect((await jobs(queue.db))[0]).toMatchObject({
      run_at: queue.time.now,
      priority: 5,
      options: '{"force":true}',
    })
  })

  test('an equal job can be asked for while one runs, and waits until that one is done', async () => {
    const queue = queueOn(await databases.open())
    const first = await enqueue(queue, 'process-reports')
    await claim(queue, ALL, me)
    const second = await enqueue(queue, 'process-reports')
    expect(second).not.toBe(first)
    expect(await claim(queue, ALL, me)).toBeUndefined()
    await finish(queue, first, me, { state: 'done', result: {} })
    expect((await claim(queue, ALL, me))?.id).toBe(second)
  })

  test('priority first, then time; not before its time; only kinds that are asked for', async () => {
    const queue = queueOn(await databases.open())
    await enqueue(queue, 'dbcheck')
    await enqueue(queue, 'find-updates', '', { priority: 1 })
    await enqueue(queue, 'dns-checks', '', { runAt: queue.time.now + 1000, priority: 9 })
    expect((await claim(queue, ['dbcheck', 'dns-checks'], me))?.kind).toBe('dbcheck')
    expect((await claim(queue, ALL, me))?.kind).toBe('find-updates')
    expect(await claim(queue, ALL, me)).toBeUndefined()
    queue.time.now += 1000
    expect((await claim(queue, ALL, me))?.kind).toBe('dns-checks')
  })

  test('many claimers at once: each job goes to one', async () => {
    const url = await databases.createUrl()
    const opened = Array.from({ length: 4 }, () => openDatabase(url))
    await migrate(opened[0]!)
    const queue = queueOn(opened[0]!)
    for (let i = 0; i < 40; i++) await enqueue(queue, 'refresh-repos', String(i))
    const drain = async (db: Db, thread: string) => {
      const mine: number[] = []
      const claimer = currentClaimer(thread)
      for (;;) {
        const job = await claim({ db, clock: queue.clock }, ALL, claimer)
        if (!job) return mine
        mine.push(job.id)
        await finish({ db, clock: queue.clock }, job.id, claimer, { state: 'done', result: {} })
      }
    }
    const claimed = (await Promise.all(opened.map((db, i) => drain(db, `t${i}`)))).flat()
    // on PostgreSQL a claimer may find only locked rows and stop early; what is left is for the next
    claimed.push(...(await drain(opened[0]!, 'last')))
    expect(claimed.toSorted((a, b) => a - b)).toEqual((await jobs(queue.db)).map((job) => job.id))
    await Promise.all(opened.map((db) => db.close()))
  })

  test('a job that throws is tried again, ever later, then fails', async () => {
    const queue = queueOn(await databases.open())
    await enqueue(queue, 'dbcheck')
    const waits: number[] = []
    for (let attempt = 1; attempt < 5; attempt++) {
      const job = (await claim(queue, ALL, me))!
      expect(job.attempts).toBe(attempt)
      expect(await fail(queue, job, me, 'disk full')).toBe(true)
      const [row] = await jobs(queue.db)
      expect(row).toMatchObject({ state: 'queued', error: 'disk full', claimed_by: '' })
      waits.push(row!.run_at - queue.time.now)
      expect(await claim(queue, ALL, me)).toBeUndefined()
      queue.time.now = row!.run_at
    }
    expect(waits).toEqual([10_000, 40_000, 160_000, 640_000])
    expect(await fail(queue, (await claim(queue, ALL, me))!, me, 'disk full')).toBe(false)
    expect(await jobs(queue.db)).toMatchObject([{ state: 'failed', error: 'disk full' }])
  })

  test('a failed job does not come back beside an equal one that waits', async () => {
    const queue = queueOn(await databases.open())
    await enqueue(queue, 'dbcheck')
    const job = (await claim(queue, ALL, me))!
    await enqueue(queue, 'dbcheck')
    expect(await fail(queue, job, me, 'disk full')).toBe(false)
    expect((await jobs(queue.db)).map((row) => row.state)).toEqual(['failed', 'queued'])
  })

  test('a job that is interrupted goes back without losing an attempt', async () => {
    const queue = queueOn(await databases.open())
    await enqueue(queue, 'dbcheck')
    const job = (await claim(queue, ALL, me))!
    await giveBack(queue, job, me)
    expect(await jobs(queue.db)).toMatchObject([{ state: 'queued', attempts: 0, claimed_by: '', run_at: 1_000_000 }])
  })

  test('jobs of a dead process on this machine are taken back at once', async () => {
    const queue = queueOn(await databases.open())
    await enqueue(queue, 'dbcheck')
    await enqueue(queue, 'dns-checks')
    const dead = toClaimer(`${me.machine}:${deadPid()}:1`)
    await claim(queue, ['dbcheck'], dead)
    await claim(queue, ['dns-checks'], me)
    expect(await recover(queue)).toBe(1)
    expect(await jobs(queue.db)).toMatchObject([
      { kind: 'dbcheck', state: 'queued', attempts: 1 },
      { kind: 'dns-checks', state: 'running' },
    ])
  })

  test('jobs of another machine are taken back when their lease ran out; a heartbeat extends it', async () => {
    const queue = queueOn(await databases.open())
    await enqueue(queue, 'dbcheck')
    const other = toClaimer('elsewhere/1:1:1')
    const job = (await claim(queue, ALL, other))!
    queue.time.now += LEASE_MS
    expect(await recover(queue)).toBe(0)
    expect(await heartbeat(queue, job.id, other)).toBe(true)
    queue.time.now += LEASE_MS
    expect(await recover(queue)).toBe(0)
    queue.time.now += 1
    expect(await recover(queue)).toBe(1)
    expect(await heartbeat(queue, job.id, other)).toBe(false)
  })

  test('a job that keeps killing its process fails in the end', async () => {
    const queue = queueOn(await databases.open())
    await enqueue(queue, 'dbcheck')
    const dead = toClaimer(`${me.machine}:${deadPid()}:1`)
    for (let attempt = 1; attempt <= 5; attempt++) {
      expect((await claim(queue, ALL, dead))?.attempts).toBe(attempt)
      await recover(queue)
      queue.time.now += retryDelayMs(attempt)
    }
    expect(await jobs(queue.db)).toMatchObject([{ state: 'failed', error: 'the process that worked on it ended' }])
  })

  test('the outcome of a job that was taken away does not count', async () => {
    const queue = queueOn(await databases.open())
    const id = await enqueue(queue, 'dbcheck')
    const slow = toClaimer('elsewhere/1:1:1')
    await claim(queue, ALL, slow)
    queue.time.now += LEASE_MS + 1
    await recover(queue)
    expect(await finish(queue, id, slow, { state: 'done', result: {} })).toBe(false)
    expect(await jobs(queue.db)).toMatchObject([{ state: 'queued' }])
  })

  test('a stopping server gives back only its own', async () => {
    const queue = queueOn(await databases.open())
    for (const kind of ALL.slice(0, 3)) await enqueue(queue, kind)
    await claim(queue, [ALL[0]!], me)
    await claim(queue, [ALL[1]!], toClaimer('elsewhere/1:1:1'))
    await claim(queue, [ALL[2]!], currentClaimer('2'))
    const ofThread = (thread: string) => (claimer: Claimer) => isThisProcess(claimer) && claimer.thread === thread
    expect(await giveBackAll(queue, ofThread('2'))).toBe(1)
    expect(await giveBackAll(queue, isThisProcess)).toBe(1)
    expect((await jobs(queue.db)).map((job) => job.state)).toEqual(['queued', 'running', 'queued'])
  })

  test('what the command line does is in the history, and is not tried again', async () => {
    const queue = queueOn(await databases.open())
    const cli = toClaimer(`${me.machine}:${deadPid()}:cli`)
    await begin(queue, { kind: 'refresh-repos', subject: '', force: false }, cli)
    expect(await claim(queue, ALL, me)).toBeUndefined()
    expect(await recover(queue)).toBe(1)
    expect(await jobs(queue.db)).toMatchObject([{ state: 'failed', max_attempts: 1 }])
  })

  test('old history goes, what is chatty sooner, what failed is kept longer', async () => {
    const queue = queueOn(await databases.open())
    const day = 86_400_000
    queue.time.now = 100 * day
    const end = async (kind: JobKind, state: 'done' | 'failed', daysAgo: number) => {
      await enqueue(queue, kind)
      const job = (await claim(queue, ALL, me))!
      await finish({ ...queue, clock: () => queue.time.now - daysAgo * day }, job.id, me, { state, result: {} })
    }
    await end('dbcheck', 'done', 91)
    await end('dbcheck', 'done', 89)
    await end('process-reports', 'done', 3)
    await end('process-reports', 'failed', 3)
    await end('process-reports', 'done', 1)
    await enqueue(queue, 'dns-checks')
    expect(await deleteHistory(queue)).toBe(2)
    expect((await jobs(queue.db)).map((job) => job.id)).toEqual([2, 4, 5, 6])
  })
})

test.each([
  [1, 10_000],
  [2, 40_000],
  [5, 2_560_000],
  [6, 3_600_000],
  [60, 3_600_000],
])('after attempt %i the next waits %i ms', (attempts, ms) => {
  expect(retryDelayMs(attempts)).toBe(ms)
})

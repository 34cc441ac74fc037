import { expect, test } from 'vitest'
import { forEachDatabase } from '../../tests/support/databases.ts'
import { recordingLog } from '../../tests/support/log.ts'
import type { Db } from '../db/open.ts'
import type { JobKind } from '../model/job.ts'
import { currentClaimer } from './claimer.ts'
import type { JobDeps, JobHandler } from './job.ts'
import { type Lane, startLane } from './lane.ts'
import { enqueue } from './queue.ts'

const KINDS: JobKind[] = ['dbcheck', 'dns-checks', 'clean-reports']

function start(db: Db, handlers: Partial<Record<JobKind, JobHandler>>) {
  const { log, lines } = recordingLog()
  const deps = { db, clock: Date.now, log } as unknown as JobDeps
  const loadHandler = async (kind: JobKind) => {
    const handler = handlers[kind]
    if (!handler) throw new Error(`no handler of ${kind}`)
    return handler
  }
  const lane = startLane({ deps, kinds: KINDS, claimer: currentClaimer('test'), loadHandler })
  return { lane, lines, deps }
}

async function until<T>(look: () => Promise<T | undefined | false>): Promise<T> {
  for (let i = 0; i < 400; i++) {
    const found = await look()
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('it did not happen')
}

const rowOf = (db: Db, id: number) =>
  db.query.selectFrom('job').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

const ended = (db: Db, lane: Lane, id: number) =>
  until(async () => {
    lane.wake()
    const row = await rowOf(db, id)
    return !['queued', 'running'].includes(row.state) && row
  })

forEachDatabase('lane', (databases) => {
  test('it hands a job its subject and options, and keeps its numbers', async () => {
    const db = await databases.open()
    const { lane, deps } = start(db, {
      dbcheck: async (_, { subject, force }) => ({
        state: 'partial',
        result: { subject, force },
        error: 'two of three',
      }),
    })
    const id = await enqueue(deps, 'dbcheck', '7', { force: true })
    const row = await ended(db, lane, id)
    expect(row).toMatchObject({ state: 'partial', error: 'two of three', result: '{"subject":"7","force":true}' })
    await lane.stop()
  })

  test('a poison job stops nothing', async () => {
    const db = await databases.open()
    const { lane, deps, lines } = start(db, {
      dbcheck: () => Promise.reject(new Error('poison')),
      'dns-checks': async () => ({ state: 'done', result: {} }),
    })
    const poison = await enqueue(deps, 'dbcheck', '', { priority: 9 })
    const good = await enqueue(deps, 'dns-checks')
    expect((await ended(db, lane, good)).state).toBe('done')
    expect(await rowOf(db, poison)).toMatchObject({ state: 'queued', attempts: 1, error: 'poison' })
    expect(lines.find((line) => line.message === 'job failed')).toMatchObject({ kind: 'dbcheck', again: true })
    await lane.stop()
  })

  test('stopping aborts the job at hand, which goes back as if not started', async () => {
    const db = await databases.open()
    const { lane, deps } = start(db, {
      dbcheck: ({ signal }) =>
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('stopped')))),
    })
    const id = await enqueue(deps, 'dbcheck')
    await until(async () => (await rowOf(db, id)).state === 'running' || void lane.wake())
    await lane.stop()
    expect(await rowOf(db, id)).toMatchObject({ state: 'queued', attempts: 0, error: '', claimed_by: '' })
  })

  test('a job that another process enqueued is found without being woken', async () => {
    const db = await databases.open()
    const { lane, deps } = start(db, { dbcheck: async () => ({ state: 'done', result: {} }) })
    await new Promise((resolve) => setTimeout(resolve, 50))
    const id = await enqueue(deps, 'dbcheck')
    const row = await until(async () => {
      const found = await rowOf(db, id)
      return found.state === 'done' && found
    })
    expect(row.started_at - row.created_at).toBeLessThan(2500)
    await lane.stop()
  })
})

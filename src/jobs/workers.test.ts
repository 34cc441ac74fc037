import { expect, test, vi } from 'vitest'
import { recordingLog } from '../../tests/support/log.ts'
import { startWorkers } from './workers.ts'

const SCRIPT = new URL('../../tests/support/crashing-worker.ts', import.meta.url)

function start(behaviour: string, count = 1) {
  const { log, lines } = recordingLog()
  const crashed: string[] = []
  const workers = startWorkers({
    config: { behaviour } as never,
    threads: Array.from({ length: count }, (_, i) => ({ name: `w${i + 1}`, lanes: ['reports'] as const })),
    log,
    script: SCRIPT,
    restartDelayMs: 20,
    heapMb: 32,
    onCrash: async (thread) => {
      crashed.push(thread)
    },
  })
  return { workers, lines, crashed }
}

test('a thread that throws is replaced, ever later, and its jobs are given up for it', async () => {
  const { workers, lines, crashed } = start('throw')
  await vi.waitUntil(() => crashed.length >= 3, { timeout: 20_000 })
  await workers.stop(1000)
  const delays = lines.filter((line) => line.message === 'worker restarts').map((line) => line.delayMs)
  expect(delays.slice(0, 3)).toEqual([20, 40, 80])
  expect(new Set(crashed)).toEqual(new Set(['w1']))
  expect(lines.find((line) => line.message === 'worker crashed')?.error).toMatch(/poison/)
  const count = crashed.length
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(crashed.length).toBe(count)
})

test('one that takes all memory ends alone', async () => {
  const { workers, lines, crashed } = start('memory')
  await vi.waitUntil(() => crashed.length >= 1, { timeout: 20_000 })
  await workers.stop(100)
  expect(lines.find((line) => line.message === 'worker crashed')?.error).toMatch(/memory/)
})

test('one that does not listen is ended when its time is over', async () => {
  const { workers } = start('deaf', 2)
  await new Promise((resolve) => setTimeout(resolve, 200))
  workers.wake()
  const before = performance.now()
  await workers.stop(300)
  expect(performance.now() - before).toBeLessThan(3000)
})

test('one that is well ends by itself, and nothing is given up', async () => {
  const { workers, crashed } = start('well', 2)
  await workers.stop(10_000)
  expect(crashed).toEqual([])
})

test('reports that a crash interrupts are refused; while there is no thread, others must take them', async () => {
  const { workers, crashed } = start('throw')
  const received = { protocol: 2 as const, body: Buffer.from('{}'), ip: '127.0.0.1', userAgent: '' }
  await expect(workers.accept(received)).rejects.toMatchObject({ status: 503 })
  expect(workers.accept(received)).toBeUndefined()
  await vi.waitUntil(() => crashed.length > 0)
  await workers.stop(1000)
  expect(workers.accept(received)).toBeUndefined()
})

import { parentPort, workerData } from 'node:worker_threads'

/** A worker that claims nothing: it throws, exhausts its memory or hangs, as its thread's configuration says. */
const { config } = workerData as { config: { behaviour: 'throw' | 'memory' | 'deaf' | 'well' } }

if (config.behaviour === 'throw') setTimeout(() => Promise.reject(new Error('poison')), 5)
if (config.behaviour === 'memory') {
  const kept: number[][] = []
  for (;;) kept.push(Array.from({ length: 100_000 }, () => Math.random()))
}
parentPort?.on('message', (message) => {
  if (config.behaviour === 'deaf') for (;;);
  if (message === 'stop') parentPort?.close()
})

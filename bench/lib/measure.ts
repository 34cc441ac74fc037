/** Middle value; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length >> 1
  const upper = sorted[half] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2
}

export interface Measured<T> {
  /** Wall time, milliseconds. */
  ms: number
  /** User and system time of this process with all of its threads, milliseconds. */
  cpuMs: number
  result: T
}

/** Runs it once. */
export async function measure<T>(work: () => Promise<T> | T): Promise<Measured<T>> {
  const cpu = process.cpuUsage()
  const start = performance.now()
  const result = await work()
  const ms = performance.now() - start
  const used = process.cpuUsage(cpu)
  return { ms, cpuMs: (used.user + used.system) / 1000, result }
}

/** Medians of `times` runs, after one that is not counted. */
export async function measureMedian(
  times: number,
  work: () => Promise<unknown> | unknown,
): Promise<Omit<Measured<unknown>, 'result'>> {
  await work()
  const runs: Measured<unknown>[] = []
  for (let i = 0; i < times; i++) runs.push(await measure(work))
  return { ms: median(runs.map((run) => run.ms)), cpuMs: median(runs.map((run) => run.cpuMs)) }
}

/** The most memory that this process had so far, MB. */
export function peakMemory(): number {
  return process.resourceUsage().maxRSS / 1024
}

import { setTimeout as sleep } from 'node:timers/promises'
import { FetchFailure } from './failure.ts'
import type { FetchPolicy } from './policy.ts'

/**
 * Tries again what failed in a way that may pass (network, 5xx, 429), with a pause that doubles or that the
 * server asked for. Throws the last failure.
 */
export async function withRetries<T>(
  policy: Pick<FetchPolicy, 'attempts' | 'retryDelayMs' | 'maxRetryAfterMs'>,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof FetchFailure) || !error.transient || attempt >= policy.attempts) throw error
      if (error.retryAfterMs > policy.maxRetryAfterMs || signal?.aborted) throw error
      const backOff = policy.retryDelayMs * 2 ** (attempt - 1) * (1 + Math.random())
      await sleep(Math.max(error.retryAfterMs, backOff), undefined, signal ? { signal } : {})
    }
  }
}

/** `Retry-After` in ms from now, 0 when there is none (RFC 9110, 10.2.3: seconds or a date). */
export function parseRetryAfter(value: string, now: number): number {
  if (/^\d+$/.test(value.trim())) return Number(value) * 1000
  const date = Date.parse(value)
  return Number.isNaN(date) ? 0 : Math.max(0, date - now)
}

import type { Readable } from 'node:stream'
import { FetchFailure, toFetchFailure } from './failure.ts'

export interface BodyLimits {
  maxBytes: number
  totalTimeoutMs: number
  minRate: number
  rateGraceMs: number
}

/**
 * The body in pieces, as they come. Throws a FetchFailure when it is cut off, too long or too slow; only time
 * spent waiting for the network counts. Frees the connection however the reader ends.
 */
export async function* readBody(body: Readable, url: string, limits: BodyLimits): AsyncGenerator<Buffer, void> {
  const pieces = body[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  let bytes = 0
  let waited = 0
  try {
    for (;;) {
      const started = performance.now()
      const next = await pieces.next().catch((error: unknown) => {
        throw toFetchFailure(error, url, 'body')
      })
      if (next.done) return
      waited += performance.now() - started
      bytes += next.value.length
      if (bytes > limits.maxBytes) throw tooLarge(url, limits.maxBytes)
      checkPace(url, bytes, waited, limits)
      yield next.value
    }
  } finally {
    body.destroy()
  }
}

export function tooLarge(url: string, maxBytes: number): FetchFailure {
  return new FetchFailure('too-large', `${fileOf(url)} is larger than ${megabytes(maxBytes)}`)
}

function checkPace(url: string, bytes: number, waited: number, limits: BodyLimits): void {
  if (waited > limits.totalTimeoutMs) {
    const seconds = Math.round(limits.totalTimeoutMs / 1000)
    throw new FetchFailure('timeout', `${fileOf(url)} did not arrive within ${seconds} s`, { transient: true })
  }
  if (waited > limits.rateGraceMs && (bytes / waited) * 1000 < limits.minRate) {
    const rate = `${limits.minRate} bytes a second`
    throw new FetchFailure('timeout', `${fileOf(url)} arrives at less than ${rate}`, { transient: true })
  }
}

const fileOf = (url: string) => url.split('?')[0]?.split('/').at(-1) || url

const megabytes = (bytes: number) => (bytes >= 1e6 ? `${Math.round(bytes / 1e6)} MB` : `${bytes} bytes`)

import type { FieldErrors } from './field-errors.ts'
import { hashBody } from './stored.ts'
import type { ReportSummary } from './summary.ts'

export type ReadBody = { summary: ReportSummary } | { errors: FieldErrors } | { broken: string }

/** With the hash by which the body is known. */
export type RecalledBody = ReadBody & { bodyHash: string }

/**
 * What recent bodies said, by their SHA-256. Most reports are the bytes of the same host's report before: those need
 * neither be parsed nor checked again. Holds the last `most` bodies' summaries, about 1 KB each.
 */
export class BodyMemory {
  readonly #most: number
  readonly #read = new Map<string, RecalledBody>()

  constructor(most = 20_000) {
    this.#most = most
  }

  /** What the body says, from memory or from `read`. */
  recall(protocol: 1 | 2, body: Uint8Array, read: () => ReadBody): RecalledBody {
    const bodyHash = hashBody(body)
    const key = `${protocol} ${bodyHash}`
    const known = this.#read.get(key)
    // the last used is the last in the map: the first one goes when there are too many
    if (known) this.#read.delete(key)
    const outcome = known ?? { ...read(), bodyHash }
    if ('summary' in outcome && isSmall(outcome.summary)) this.#read.set(key, outcome)
    if (this.#read.size > this.#most) this.#read.delete(this.#read.keys().next().value ?? '')
    return outcome
  }
}

function isSmall({ facts, rejects }: ReportSummary): boolean {
  return facts.length < 4_000 && rejects.length < 10
}

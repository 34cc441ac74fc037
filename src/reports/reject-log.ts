import { type Reject, toReject } from '../model/reject.ts'
import { MAX_REJECTS } from './limits.ts'

/** Gathers what could not be used of one report; keeps the first `MAX_REJECTS` and counts the rest. */
export class RejectLog {
  readonly #kept: Reject[] = []
  #left = 0

  add(section: string, position: number, text: string, reason: string): void {
    if (this.#kept.length < MAX_REJECTS) this.#kept.push(toReject(section, position, text, reason))
    else this.#left++
  }

  list(): Reject[] {
    if (this.#left === 0) return this.#kept
    return [...this.#kept, toReject('report', 0, '', `${this.#left} more are not shown`)]
  }
}

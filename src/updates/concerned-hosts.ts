import { overlaps, type SetMask } from './outdated.ts'

/** Hosts by the sets that they look at: which of a package's holders have it in a set that matters for it. */
export class ConcernedHosts {
  /** By host id: which of the masks it has, from 1; 0 for a host that is not asked about. */
  readonly #maskOf: Uint32Array
  readonly #masks: readonly SetMask[]
  /** By mask: of which question the answer is, positive for yes. */
  readonly #answers: Int32Array
  #question = 0

  /** Hosts of one group share one mask. */
  constructor(hostIds: readonly number[], maskOf: (hostId: number) => SetMask) {
    const masks = new Map<SetMask, number>()
    this.#maskOf = new Uint32Array(hostIds.reduce((highest, id) => Math.max(highest, id), 0) + 1)
    for (const hostId of hostIds) {
      const mask = maskOf(hostId)
      let number = masks.get(mask)
      if (number === undefined) masks.set(mask, (number = masks.size + 1))
      this.#maskOf[hostId] = number
    }
    this.#masks = [...masks.keys()]
    this.#answers = new Int32Array(masks.size + 1)
  }

  /**
   * Which of these hosts have one of the sets. `hostIds` is as databases gather them, `12,345,6`: there are tens of
   * millions, so no string or number is made that is not needed.
   */
  forEach(hostIds: string, sets: SetMask, use: (hostId: number) => void): void {
    this.#question++
    const maskOf = this.#maskOf
    const length = hostIds.length
    for (let at = 0; at < length; at++) {
      let id = 0
      for (let code = hostIds.charCodeAt(at); code !== COMMA && at < length; code = hostIds.charCodeAt(++at)) {
        id = id * 10 + code - ZERO
      }
      const mask = maskOf[id]
      if (mask !== undefined && mask !== 0 && this.#isConcerned(mask, sets)) use(id)
    }
  }

  #isConcerned(mask: number, sets: SetMask): boolean {
    const known = this.#answers[mask] as number
    if (known === this.#question) return true
    if (known === -this.#question) return false
    const isConcerned = overlaps(this.#masks[mask - 1] as SetMask, sets)
    this.#answers[mask] = isConcerned ? this.#question : -this.#question
    return isConcerned
  }
}

const COMMA = 44
const ZERO = 48

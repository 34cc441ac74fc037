import type { Update } from './rules.ts'

export interface PairId {
  id: number
  installed_id: number
  candidate_id: number
}

/** Ids of pairs of packages, by what is installed and what replaces it. */
export class PairIds {
  readonly #ids = new Map<number, Map<number, number>>()
  #removals = 0

  constructor(rows: readonly PairId[] = []) {
    for (const row of rows) this.add(row)
  }

  /** Before it is asked in a transaction; `removals`: how often pairs were removed, as that transaction sees it. */
  forgetUnless(removals: number): void {
    if (removals !== this.#removals) this.#ids.clear()
    this.#removals = removals
  }

  add({ id, installed_id, candidate_id }: PairId): void {
    let candidates = this.#ids.get(installed_id)
    if (!candidates) this.#ids.set(installed_id, (candidates = new Map()))
    candidates.set(candidate_id, id)
  }

  get(update: Pick<Update, 'installedId' | 'candidateId'>): number | undefined {
    return this.#ids.get(update.installedId)?.get(update.candidateId)
  }
}

import type { StoredUpdate, UpdateValues } from '../model/update.ts'
import type { Update } from './rules.ts'

/** How the number of hosts changes that have an update pending, and that have it pending for security. */
export interface CountDelta {
  updateId: number
  hosts: number
  securityHosts: number
}

/** What has to be written so that the stored updates of hosts become those that they should have. */
export class UpdateDifference {
  readonly write: UpdateValues[] = []
  readonly gone: StoredUpdate[] = []
  readonly #idOf: (update: Update) => number
  readonly #deltas = new Map<number, CountDelta>()

  /** `idOf`: the id of an update's pair of packages. */
  constructor(idOf: (update: Update) => number) {
    this.#idOf = idOf
  }

  add(hostId: number, stored: readonly StoredUpdate[], wanted: readonly Update[]): void {
    const left = new Map(stored.map((row) => [row.update_id, row]))
    for (const update of wanted) {
      const { security, state, repoId, reason } = update
      const id = this.#idOf(update)
      const known = left.get(id)
      left.delete(id)
      if (known && isSame(known, update)) continue
      if (known) this.#count(known, -1)
      const row: UpdateValues = [hostId, id, security ? 1 : 0, state, repoId, reason]
      this.write.push(row)
      this.#count({ update_id: id, state, security: row[2] }, 1)
    }
    for (const row of left.values()) {
      this.gone.push(row)
      this.#count(row, -1)
    }
  }

  /** By ascending ids. */
  listCounts(): CountDelta[] {
    return [...this.#deltas.values()].sort((a, b) => a.updateId - b.updateId)
  }

  #count(row: Pick<StoredUpdate, 'update_id' | 'state' | 'security'>, sign: 1 | -1): void {
    if (row.state !== 'pending') return
    let delta = this.#deltas.get(row.update_id)
    if (!delta) {
      delta = { updateId: row.update_id, hosts: 0, securityHosts: 0 }
      this.#deltas.set(row.update_id, delta)
    }
    delta.hosts += sign
    delta.securityHosts += sign * row.security
  }
}

function isSame(row: StoredUpdate, update: Update): boolean {
  const isSameFlag = (row.security === 1) === update.security && row.reason === update.reason
  return isSameFlag && row.state === update.state && row.repo_id === update.repoId
}

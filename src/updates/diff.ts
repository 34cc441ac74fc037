import type { UpdateState } from '../model/update.ts'

/** An update of a host, known by the id of its pair of packages. */
export interface UpdateRow {
  host_id: number
  update_id: number
  security: 0 | 1
  state: UpdateState
  repo_id: number
  reason: string
}

/** How the number of hosts changes that have an update pending, and that have it pending for security. */
export interface CountDelta {
  updateId: number
  hosts: number
  securityHosts: number
}

export interface UpdateDiff {
  write: UpdateRow[]
  gone: UpdateRow[]
}

/** What has to be written so that `stored` becomes `wanted`: both of one host. */
export function diffUpdates(
  stored: readonly UpdateRow[],
  wanted: readonly UpdateRow[],
  deltas: CountDeltas,
): UpdateDiff {
  const left = new Map(stored.map((row) => [row.update_id, row]))
  const write: UpdateRow[] = []
  for (const row of wanted) {
    const known = left.get(row.update_id)
    left.delete(row.update_id)
    if (known && isSame(known, row)) continue
    write.push(row)
    if (known) deltas.add(known, -1)
    deltas.add(row, 1)
  }
  for (const row of left.values()) deltas.add(row, -1)
  return { write, gone: [...left.values()] }
}

/** Differences of many hosts, added up for each update. */
export class CountDeltas {
  readonly #deltas = new Map<number, CountDelta>()

  add(row: UpdateRow, sign: 1 | -1): void {
    if (row.state !== 'pending') return
    let delta = this.#deltas.get(row.update_id)
    if (!delta) {
      delta = { updateId: row.update_id, hosts: 0, securityHosts: 0 }
      this.#deltas.set(row.update_id, delta)
    }
    delta.hosts += sign
    delta.securityHosts += sign * row.security
  }

  list(): CountDelta[] {
    return [...this.#deltas.values()].sort((a, b) => a.updateId - b.updateId)
  }
}

function isSame(a: UpdateRow, b: UpdateRow): boolean {
  return a.security === b.security && a.state === b.state && a.repo_id === b.repo_id && a.reason === b.reason
}

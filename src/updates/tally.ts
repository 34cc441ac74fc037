import type { UpdateRow } from './diff.ts'

/** How the numbers of hosts change on which each update is pending: what is now, less what was. */
export class UpdateTally {
  readonly #changes = new Map<number, { hosts: number; securityHosts: number }>()

  add(rows: readonly UpdateRow[], sign: 1 | -1): void {
    for (const { update_id, state, security } of rows) {
      if (state !== 'pending') continue
      let change = this.#changes.get(update_id)
      if (!change) this.#changes.set(update_id, (change = { hosts: 0, securityHosts: 0 }))
      change.hosts += sign
      change.securityHosts += sign * security
    }
  }

  list(): { updateId: number; hosts: number; securityHosts: number }[] {
    return [...this.#changes].map(([updateId, change]) => ({ updateId, ...change }))
  }
}

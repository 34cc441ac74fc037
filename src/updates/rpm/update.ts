import type { Change, HostFacts, Update } from '../rules.ts'
import { PENDING, toStoredUpdate } from '../stored-update.ts'

/** Held, or what the rules said. Excludes are part of the rules: they decide which candidate is left. */
export function toUpdate(change: Change, held: boolean, _host: HostFacts): Update {
  return toStoredUpdate(change, change.state ?? (held ? HELD : PENDING))
}

const HELD = { state: 'held', reason: 'Held back on the host.' } as const

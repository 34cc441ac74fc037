import type { Change, HostFacts, Update } from '../rules.ts'

/** Held, or what the rules said. Excludes are part of the rules: they decide which candidate is left. */
export function toUpdate(change: Change, held: boolean, _host: HostFacts): Update {
  const { state, reason } = change.state ?? (held ? HELD : PENDING)
  return {
    installedId: change.installed.packageId,
    candidateId: change.candidate.packageId,
    security: change.securityReason !== '',
    state,
    repoId: change.from.repoId,
    reason: [reason, change.securityReason].filter((sentence) => sentence !== '').join(' '),
  }
}

const HELD = { state: 'held', reason: 'Held back on the host.' } as const
const PENDING = { state: 'pending', reason: '' } as const

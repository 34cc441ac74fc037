import type { Change, Update } from './rules.ts'

export type StateAndReason = Pick<Update, 'state' | 'reason'>

export const PENDING: StateAndReason = { state: 'pending', reason: '' }

/** The change as a host's update: why it is not pending comes before why it is for security. */
export function toStoredUpdate(change: Change, { state, reason }: StateAndReason): Update {
  return {
    installedId: change.installed.packageId,
    candidateId: change.candidate.packageId,
    security: change.securityReason !== '',
    state,
    repoId: change.from.repoId,
    reason: [reason, change.securityReason].filter((sentence) => sentence !== '').join(' '),
  }
}

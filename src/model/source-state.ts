import type { MirrorState } from './update.ts'

/** What is known of a mirror's index. Times: ms since 1970, 0 for never. */
export interface MirrorFacts {
  id: number
  enabled: boolean
  state: MirrorState
  reason: string
  packageSetId: number | null
  moduleSetId: number | null
  errataSetId: number | null
  confirmedAt: number
  /** When the index says that it was made; 0 where it does not say. */
  publishedAt: number
}

/** What a repository's candidates are, and whether there may be others. */
export interface SourceState {
  /** The packages in force; null where no index was ever read. */
  packageSetId: number | null
  /** Its module streams and its errata; null where it has none. */
  moduleSetId: number | null
  errataSetId: number | null
  /** Why its answer is not current: one sentence, '' when it is. What is known is used all the same. */
  unknown: string
  /** Nobody but its hosts can read it: what they find in it is its answer. */
  hostOnly: boolean
}

/** An index that nobody could confirm for longer says nothing about today. */
export const STALE_AFTER_DAYS = 7
const DAY_MS = 86_400_000

/**
 * The best mirror decides: one that answered; among those the one whose index is newest, else that answered last.
 * Disabled mirrors do not count.
 */
export function toSourceState(mirrors: readonly MirrorFacts[], validUntil: number, now: number): SourceState {
  const enabled = mirrors.filter((mirror) => mirror.enabled)
  const best = enabled.filter((mirror) => mirror.packageSetId !== null).sort(byWorth)[0]
  if (!best) {
    const hostOnly = enabled.some((mirror) => mirror.state === 'host-only')
    return { packageSetId: null, moduleSetId: null, errataSetId: null, unknown: unreadReason(enabled), hostOnly }
  }
  const { packageSetId, moduleSetId, errataSetId } = best
  return { packageSetId, moduleSetId, errataSetId, unknown: staleReason(best, validUntil, now), hostOnly: false }
}

function byWorth(a: MirrorFacts, b: MirrorFacts): number {
  return (
    Number(b.state === 'ok') - Number(a.state === 'ok') ||
    b.publishedAt - a.publishedAt ||
    b.confirmedAt - a.confirmedAt ||
    a.id - b.id
  )
}

function unreadReason(enabled: readonly MirrorFacts[]): string {
  if (enabled.length === 0) return 'It has no enabled mirror.'
  const told = enabled.find(({ state, reason }) => state !== 'new' && reason !== '')
  return told?.reason ?? 'It was not read yet.'
}

function staleReason(best: MirrorFacts, validUntil: number, now: number): string {
  if (best.state !== 'ok') return best.reason === '' ? 'It could not be read again.' : best.reason
  if (validUntil !== 0 && now > validUntil) return `Its index expired on ${toDay(validUntil)}.`
  if (now - best.confirmedAt > STALE_AFTER_DAYS * DAY_MS) return `Its index is of ${toDay(best.confirmedAt)}.`
  return ''
}

function toDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}

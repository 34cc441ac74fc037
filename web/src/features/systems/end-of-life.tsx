import type { OsRelease } from '../../api/types.ts'
import { ToneBadge } from '../../components/facts/tone-badge.tsx'

const DAY_MS = 86_400_000

/** Until when everybody gets updates of a release; since when nobody does. */
export function EndOfLife({ release, isSentence = false }: { release: OsRelease; isSentence?: boolean }) {
  const { ends_at, extended_at } = release
  if (!ends_at) return null
  const day = ends_at.slice(0, 10)
  if (Date.parse(ends_at) >= Date.now() - DAY_MS) {
    return <span className="dim nowrap">{isSentence ? `updates until ${day}` : day}</span>
  }
  const more = extended_at ? ` Those who pay for more get some until ${extended_at.slice(0, 10)}.` : ''
  return (
    <ToneBadge tone="bad" reason={`Nobody publishes updates for everybody any more.${more}`}>
      {isSentence ? `end of life since ${day}` : day}
    </ToneBadge>
  )
}

import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconCircleOff } from '@tabler/icons-react'
import type { Feed } from '../../api/types.ts'
import { type Tone, ToneBadge } from '../../components/facts/tone-badge.tsx'

export const FEED_STATES: Record<
  Feed['state'],
  { word: string; tone: Tone; icon: typeof IconCircleOff; meaning: string }
> = {
  ok: {
    word: 'OK',
    tone: 'good',
    icon: IconCircleCheck,
    meaning: 'What is in force is what it said when it was last read.',
  },
  failing: {
    word: 'Failing',
    tone: 'bad',
    icon: IconAlertTriangle,
    meaning: 'It could not be read; what was in force stays.',
  },
  new: { word: 'New', tone: 'quiet', icon: IconCircleDashed, meaning: 'Not read yet.' },
  off: { word: 'Off', tone: 'quiet', icon: IconCircleOff, meaning: 'Not read any more, by the settings.' },
}

export function FeedState({ feed: { state, reason } }: { feed: Pick<Feed, 'state' | 'reason'> }) {
  const { word, tone, icon: Icon, meaning } = FEED_STATES[state]
  return (
    <ToneBadge tone={tone} reason={reason || meaning} icon={<Icon size={13} aria-hidden />}>
      {word}
    </ToneBadge>
  )
}

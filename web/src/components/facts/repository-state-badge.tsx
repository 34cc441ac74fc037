import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleHalf2,
  IconCircleOff,
  IconLock,
} from '@tabler/icons-react'
import type { RepositoryState } from '../../api/types.ts'
import { type Tone, ToneBadge } from './tone-badge.tsx'

interface Look {
  word: string
  tone: Tone
  icon: typeof IconLock
  meaning: string
}

export const REPOSITORY_STATES: Record<RepositoryState, Look> = {
  ok: { word: 'OK', tone: 'good', icon: IconCircleCheck, meaning: 'A mirror gave a verifiable index.' },
  failing: { word: 'Failing', tone: 'bad', icon: IconAlertTriangle, meaning: 'No mirror gives a verifiable index.' },
  partly: {
    word: 'Partly',
    tone: 'warn',
    icon: IconCircleHalf2,
    meaning: 'Some mirrors fail; the others give what is needed.',
  },
  'host-only': {
    word: 'Host-only',
    tone: 'quiet',
    icon: IconLock,
    meaning: 'Only hosts can read it: they send their updates themselves.',
  },
  new: { word: 'New', tone: 'quiet', icon: IconCircleDashed, meaning: 'Not read yet.' },
  disabled: { word: 'Disabled', tone: 'quiet', icon: IconCircleOff, meaning: 'Switched off here.' },
}

/** Also for mirrors, whose states are some of these. */
export function RepositoryStateBadge({ state, reason }: { state: string; reason?: string }) {
  const look = REPOSITORY_STATES[state as RepositoryState] ?? REPOSITORY_STATES.new
  const Icon = look.icon
  return (
    <ToneBadge tone={look.tone} reason={reason || look.meaning} icon={<Icon size={13} aria-hidden />}>
      {look.word}
    </ToneBadge>
  )
}

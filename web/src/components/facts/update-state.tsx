import { IconArrowUp, IconShieldFilled } from '@tabler/icons-react'
import type { HostUpdate, UpdateState } from '../../api/types.ts'
import { ToneBadge } from './tone-badge.tsx'

const WORDS: Record<UpdateState, string> = {
  pending: 'Pending',
  held: 'Held',
  phased: 'Phased',
  excluded: 'Excluded',
  'kept-back': 'Kept back',
  replacement: 'Replacement',
}

/** Security or bugfix for what is pending; for the rest the reason why it waits. */
export function UpdateBadge({ update }: { update: Pick<HostUpdate, 'security' | 'state' | 'reason'> }) {
  return (
    <span style={{ display: 'inline-flex', gap: 6, verticalAlign: 'bottom' }}>
      {update.security ? (
        <ToneBadge
          tone="bad"
          icon={<IconShieldFilled size={12} aria-hidden />}
          reason={update.state === 'pending' ? update.reason : undefined}
        >
          Security
        </ToneBadge>
      ) : (
        <ToneBadge tone="quiet" icon={<IconArrowUp size={12} aria-hidden />}>
          Bugfix
        </ToneBadge>
      )}
      {update.state !== 'pending' && (
        <ToneBadge tone="quiet" reason={update.reason}>
          {WORDS[update.state]}
        </ToneBadge>
      )}
    </span>
  )
}

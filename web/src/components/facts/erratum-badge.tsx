import { IconArrowUp, IconShieldFilled } from '@tabler/icons-react'
import type { Erratum } from '../../api/types.ts'
import { sentence } from '../format.ts'
import { type Tone, ToneBadge } from './tone-badge.tsx'

const TONES: Record<string, Tone> = { critical: 'bad', important: 'bad', high: 'bad', moderate: 'warn', medium: 'warn' }

/** What kind of erratum it is, in its vendor's word. */
export function ErratumType({ type }: { type: string }) {
  return type === 'security' ? (
    <ToneBadge tone="bad" icon={<IconShieldFilled size={12} aria-hidden />}>
      Security
    </ToneBadge>
  ) : (
    <ToneBadge tone="quiet" icon={<IconArrowUp size={12} aria-hidden />}>
      {sentence(type) || 'Untyped'}
    </ToneBadge>
  )
}

/** How bad it is, as its vendor says; nothing where it says nothing. */
export function Severity({ severity }: Pick<Erratum, 'severity'>) {
  if (severity === '') return null
  return <ToneBadge tone={TONES[severity] ?? 'quiet'}>{sentence(severity)}</ToneBadge>
}

import { Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './tone-badge.module.css'

export type Tone = 'bad' | 'warn' | 'good' | 'quiet' | 'accent'

interface ToneBadgeProps {
  tone: Tone
  children: ReactNode
  /** Why, on hover and focus. */
  reason?: string | undefined
  icon?: ReactNode
}

/** A quiet word with a colour: held, phased, failing, disabled. Its reason is on hover and on focus. */
export function ToneBadge({ tone, children, reason, icon }: ToneBadgeProps) {
  const badge = (
    <span className={classes.badge} data-tone={tone} {...(reason ? { tabIndex: 0 } : {})}>
      {icon}
      {children}
    </span>
  )
  return reason ? (
    <Tooltip label={reason} events={{ hover: true, focus: true, touch: true }}>
      {badge}
    </Tooltip>
  ) : (
    badge
  )
}

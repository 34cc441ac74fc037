import { IconAlertTriangle, IconCircleDashed } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './notice.module.css'

/** A sentence about the data on the page: what is not known and why, or what is wrong. */
export function Notice({ children, tone = 'unknown' }: { children: ReactNode; tone?: 'unknown' | 'bad' }) {
  const Icon = tone === 'bad' ? IconAlertTriangle : IconCircleDashed
  return (
    <p className={classes.notice} data-tone={tone}>
      <Icon size={15} aria-hidden />
      <span>{children}</span>
    </p>
  )
}

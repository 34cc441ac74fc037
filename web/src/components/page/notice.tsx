import { IconCircleDashed } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './notice.module.css'

/** A sentence about the data on the page: what is not known, and why. */
export function Notice({ children }: { children: ReactNode }) {
  return (
    <p className={classes.notice}>
      <IconCircleDashed size={15} aria-hidden />
      <span>{children}</span>
    </p>
  )
}

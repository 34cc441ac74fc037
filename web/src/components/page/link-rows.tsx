import type { ReactNode } from 'react'
import { AppLink } from '../app-link.tsx'
import classes from './link-rows.module.css'

interface LinkRow {
  label: string
  href: string
  /** At the right. */
  aside?: ReactNode
  detail?: string
}

/** A short list where each row leads somewhere. */
export function LinkRows({ rows, none }: { rows: LinkRow[]; none: string }) {
  if (rows.length === 0) return <p className={classes.none}>{none}</p>
  return (
    <ul className={classes.rows}>
      {rows.map((row) => (
        <li key={row.href}>
          <AppLink
            href={row.href}
            className={classes.label ?? ''}
            title={[row.label, row.detail].filter(Boolean).join(' ')}
          >
            {row.label}
            {row.detail && <span className={classes.detail}>{row.detail}</span>}
          </AppLink>
          {row.aside && <span className={classes.aside}>{row.aside}</span>}
        </li>
      ))}
    </ul>
  )
}

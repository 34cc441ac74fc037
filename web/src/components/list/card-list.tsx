import { Checkbox } from '@mantine/core'
import type { ReactNode } from 'react'
import { AppLink } from '../app-link.tsx'
import classes from './card-list.module.css'
import type { Selection } from './selection.ts'

/** A row on a phone, in three lines: what it is, its state, where and when. */
export interface Card {
  title: ReactNode
  /** At the right of the title: usually a time or a state. */
  aside?: ReactNode
  second?: ReactNode
  third?: ReactNode
}

interface CardListProps<T> {
  rows: T[]
  card: (row: T) => Card
  rowKey: (row: T) => string
  rowHref?: ((row: T) => string | undefined) | undefined
  selection?: Selection | undefined
}

export function CardList<T>({ rows, card, rowKey, rowHref, selection }: CardListProps<T>) {
  return (
    <ul className={classes.list}>
      {rows.map((row) => {
        const { title, aside, second, third } = card(row)
        const key = rowKey(row)
        const href = rowHref?.(row)
        return (
          <li key={key} className={classes.card} data-selected={selection?.has(key) || undefined}>
            {selection && (
              <Checkbox
                size="sm"
                aria-label={`Select ${key}`}
                checked={selection.has(key)}
                onChange={() => selection.toggle(key)}
              />
            )}
            <div className={classes.body}>
              <div className={classes.first}>
                <span className={classes.title}>
                  {href ? (
                    <AppLink href={href} className={classes.link ?? ''}>
                      {title}
                    </AppLink>
                  ) : (
                    title
                  )}
                </span>
                {aside && <span className={classes.aside}>{aside}</span>}
              </div>
              {second && <div className={classes.line}>{second}</div>}
              {third && <div className={`${classes.line} ${classes.third}`}>{third}</div>}
            </div>
          </li>
        )
      })}
    </ul>
  )
}

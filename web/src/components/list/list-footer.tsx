import { ActionIcon } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { count } from '../format.ts'
import classes from './list-footer.module.css'

interface ListFooterProps {
  page: number
  perPage: number
  total: number
  onPage: (page: number) => void
  children?: ReactNode
}

/** Always there, at the window's lower edge: selecting rows moves nothing. */
export function ListFooter({ page, perPage, total, onPage, children }: ListFooterProps) {
  const first = (page - 1) * perPage + 1
  const last = Math.min(page * perPage, total)
  return (
    <footer className={classes.footer}>
      <div className={classes.actions}>{children}</div>
      <div className={classes.pages}>
        <span className="num">
          {count(first)}–{count(last)} of {count(total)}
        </span>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label="Previous page"
          disabled={page <= 1}
          onClick={() => onPage(page - 1)}
        >
          <IconChevronLeft size={16} />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label="Next page"
          disabled={last >= total}
          onClick={() => onPage(page + 1)}
        >
          <IconChevronRight size={16} />
        </ActionIcon>
      </div>
    </footer>
  )
}

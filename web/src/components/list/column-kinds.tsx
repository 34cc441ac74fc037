import { AppLink } from '../app-link.tsx'
import { CountLink } from '../facts/count-link.tsx'
import type { Column } from './column.ts'

type Rest<T> = Pick<Column<T>, 'sort' | 'from' | 'optional' | 'filter' | 'width'>

/** What a row is called: a link to its page, the whole name on hover. `sort: false` where the API cannot. */
export function nameColumn<T>(
  title: string,
  value: (row: T) => string,
  href: (row: T) => string,
  { sort = 'name', ...rest }: Omit<Rest<T>, 'sort'> & { sort?: string | false } = {},
): Column<T> {
  return {
    ...{ key: 'name', title, ...rest, ...(sort ? { sort } : {}) },
    cell: (row) => (
      <AppLink href={href(row)} style={{ fontWeight: 500 }} title={value(row)}>
        {value(row)}
      </AppLink>
    ),
    text: value,
  }
}

/** A word or two beside the name, quiet: architecture, type, codename. */
export function dimColumn<T>(
  key: string,
  title: string,
  width: number,
  value: (row: T) => string,
  rest: Rest<T> = {},
): Column<T> {
  return {
    ...{ key, title, width, ...rest },
    cell: (row) => (
      <span className="dim" title={value(row)}>
        {value(row)}
      </span>
    ),
    text: value,
  }
}

/** A number that leads to exactly its rows; sorts the greatest first. `quiet`: a zero is nothing to tell. */
export function countColumn<T>(
  key: string,
  title: string,
  width: number,
  value: (row: T) => number,
  href: (row: T) => string,
  { tone, quiet = false, ...rest }: Rest<T> & { tone?: 'security' | 'bugfix'; quiet?: boolean } = {},
): Column<T> {
  return {
    ...{ key, title, width, align: 'right', descending: true, ...rest },
    cell: (row) =>
      quiet && value(row) === 0 ? null : <CountLink value={value(row)} href={href(row)} {...(tone ? { tone } : {})} />,
    text: value,
  }
}

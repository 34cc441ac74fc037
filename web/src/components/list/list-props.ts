import type { ReactNode } from 'react'
import type { Search } from '../search-params.ts'
import type { BulkAction } from './bulk-bar.tsx'
import type { Card } from './card-list.tsx'
import type { Column } from './column.ts'
import type { FilterDefinition } from './filter-definition.ts'

/** What every list of the API answers. */
export interface Page<T> {
  items: T[]
  total: number
  page: number
  per_page: number
}

export interface ListViewProps<T> {
  /** Plural, lower case: "hosts". Also the query's key and the name of the exported file. */
  noun: string
  /** Distinguishes lists of one noun with different scopes (one host's packages). */
  scope?: string
  title?: ReactNode
  fetchPage: (query: Search) => Promise<Page<T>>
  columns: Column<T>[]
  filters?: FilterDefinition[]
  rowKey: (row: T) => string
  rowHref?: (row: T) => string | undefined
  rowLabel?: (row: T) => string
  card: (row: T) => Card
  actions?: BulkAction[]
  /** Shown where there is nothing at all, not even without filters. */
  empty: ReactNode
  searchLabel?: string | false
  defaultSort?: string
  perPage?: number
  refetchInterval?: number
  /** Beside the title: actions of the page. */
  aside?: ReactNode
}

import { useMediaQuery } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import type { Search } from '../search-params.ts'
import { ErrorState } from '../state/error-state.tsx'
import { type BulkAction, BulkBar } from './bulk-bar.tsx'
import { type Card, CardList } from './card-list.tsx'
import { type Column, findVisibleColumns } from './column.ts'
import { DataTable } from './data-table.tsx'
import { EmptyRows } from './empty-rows.tsx'
import { FilterBar } from './filter-bar.tsx'
import type { FilterDefinition } from './filter-definition.ts'
import { ListFooter } from './list-footer.tsx'
import { useListState } from './list-state.ts'
import { ListToolbar } from './list-toolbar.tsx'
import classes from './list-view.module.css'
import { type Selection, useSelection } from './selection.ts'
import { TableSkeleton } from './table-skeleton.tsx'

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

const PER_PAGE = 50
const NO_ROWS: never[] = []

/** A list with everything that belongs to one: search, filters, order, pages, selection, export. */
export function ListView<T>(props: ListViewProps<T>) {
  const { noun, scope = '', columns, filters = [], rowKey, actions } = props
  const state = useListState()
  const phone = useMediaQuery('(max-width: 700px)', undefined, { getInitialValueInEffect: false }) ?? false
  const perPage = props.perPage ?? PER_PAGE
  const query = { sort: props.defaultSort ?? '', ...state.query, page: String(state.page), per_page: String(perPage) }
  const result = useQuery({
    queryKey: [noun, 'list', scope, query],
    queryFn: () => props.fetchPage(withoutEmpty(query)),
    placeholderData: keepPreviousData,
    ...(props.refetchInterval ? { refetchInterval: props.refetchInterval } : {}),
  })
  const rows = result.data?.items ?? NO_ROWS
  const total = result.data?.total ?? 0
  const pageKeys = useMemo(() => rows.map(rowKey), [rows, rowKey])
  const selection = useSelection(JSON.stringify([state.q, state.filters]), pageKeys, total)
  const visible = useMemo(() => findVisibleColumns(columns, state.cols), [columns, state.cols])
  const filtered = state.q !== '' || Object.keys(state.filters).length > 0
  return (
    <section className={classes.view} aria-label={noun}>
      <ListToolbar {...props} state={state} total={result.data?.total} phone={phone} />
      {filters.length > 0 && <FilterBar definitions={filters} state={state} />}
      {result.isError && !result.data ? (
        <ErrorState error={result.error} retry={() => void result.refetch()} />
      ) : result.isPending ? (
        <TableSkeleton columns={visible} selectable={actions !== undefined} phone={phone} rows={12} />
      ) : rows.length === 0 ? (
        filtered ? <EmptyRows noun={noun} reset={state.reset} /> : props.empty
      ) : (
        <Rows {...props} {...{ phone, rows, visible, state, selection, filters }} stale={result.isPlaceholderData} />
      )}
      {total > 0 && (
        <ListFooter page={state.page} perPage={perPage} total={total} onPage={(page) => state.change({ page: String(page) })}>
          {actions && <BulkBar {...{ actions, selection, total, noun }} filter={{ q: state.q, ...state.filters }} />}
        </ListFooter>
      )}
    </section>
  )
}

interface RowsProps<T> extends ListViewProps<T> {
  phone: boolean
  rows: T[]
  visible: Column<T>[]
  state: ReturnType<typeof useListState>
  selection: Selection
  filters: FilterDefinition[]
  stale: boolean
}

function Rows<T>({ phone, rows, visible, state, selection, filters, stale, ...props }: RowsProps<T>) {
  const selectable = props.actions ? selection : undefined
  if (phone) {
    return <CardList rows={rows} card={props.card} rowKey={props.rowKey} rowHref={props.rowHref} selection={selectable} />
  }
  return (
    <DataTable
      label={props.noun}
      columns={visible}
      rows={rows}
      rowKey={props.rowKey}
      rowHref={props.rowHref}
      rowLabel={props.rowLabel}
      sort={state.sort || props.defaultSort || ''}
      onSort={(sort) => state.change({ sort })}
      onFilter={filters.length > 0 ? (key, value) => state.change({ [key]: value }) : undefined}
      selection={selectable}
      stale={stale}
    />
  )
}

function withoutEmpty(query: Search): Search {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''))
}

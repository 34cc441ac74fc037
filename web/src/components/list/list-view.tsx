import { useElementSize, useMediaQuery, useViewportSize } from '@mantine/hooks'
import { useMemo } from 'react'
import { ErrorState } from '../state/error-state.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { CardList } from './card-list.tsx'
import { type Column, findVisibleColumns } from './column.ts'
import { DataTable } from './data-table.tsx'
import { EmptyRows } from './empty-rows.tsx'
import { FilterBar } from './filter-bar.tsx'
import { fitColumns } from './fit-columns.ts'
import { ListFooter } from './list-footer.tsx'
import type { ListViewProps } from './list-props.ts'
import { type ListState, useListState } from './list-state.ts'
import { ListToolbar } from './list-toolbar.tsx'
import classes from './list-view.module.css'
import { SavedViews } from './saved-views.tsx'
import type { Selection } from './selection.ts'
import { TableSkeleton } from './table-skeleton.tsx'
import { useList } from './use-list.ts'

const PER_PAGE = 50

/** A list with everything that belongs to one: search, filters, order, pages, selection, export. */
export function ListView<T>(props: ListViewProps<T>) {
  const { noun, columns, filters = [], actions, perPage = PER_PAGE } = props
  const state = useListState()
  const phone = useMediaQuery('(max-width: 700px)', undefined, { getInitialValueInEffect: false }) ?? false
  const { result, rows, total, selection } = useList(props, state, perPage)
  const { ref, width: table } = useElementSize()
  const window = useViewportSize().width || globalThis.innerWidth
  const selectable = actions !== undefined
  const visible = useMemo(
    // what was chosen by hand is shown, however narrow that makes the others
    () =>
      state.cols === ''
        ? fitColumns(findVisibleColumns(columns, ''), { window, table, selectable })
        : findVisibleColumns(columns, state.cols),
    [columns, state.cols, window, table, selectable],
  )
  const content = () => {
    if (result.isError && !result.data) return <ErrorState error={result.error} retry={() => void result.refetch()} />
    if (result.isPending) return <TableSkeleton columns={visible} selectable={selectable} phone={phone} rows={12} />
    if (rows.length > 0)
      return <Rows {...props} {...{ phone, rows, visible, state, selection }} stale={result.isPlaceholderData} />
    return isFiltered(state) ? <EmptyRows noun={noun} reset={state.reset} /> : props.empty
  }
  return (
    <section ref={ref} className={classes.view} aria-label={noun}>
      <ListToolbar {...props} state={state} total={total} phone={phone} />
      {filters.length > 0 && (
        <FilterBar definitions={filters} state={state}>
          {props.title && !phone && <SavedViews state={state} />}
        </FilterBar>
      )}
      {content()}
      {total !== undefined && total > 0 && (
        <ListFooter
          page={state.page}
          perPage={perPage}
          total={total}
          onPage={(page) => state.change({ page: String(page) })}
        >
          {actions && <BulkBar {...{ actions, selection, total, noun }} filter={{ q: state.q, ...state.filters }} />}
        </ListFooter>
      )}
    </section>
  )
}

function isFiltered(state: ListState): boolean {
  return state.q !== '' || Object.keys(state.filters).length > 0
}

interface RowsProps<T> extends ListViewProps<T> {
  phone: boolean
  rows: T[]
  visible: Column<T>[]
  state: ListState
  selection: Selection
  stale: boolean
}

function Rows<T>({ phone, rows, visible, state, selection, stale, ...props }: RowsProps<T>) {
  const selectable = props.actions ? selection : undefined
  if (phone) {
    return (
      <CardList rows={rows} card={props.card} rowKey={props.rowKey} rowHref={props.rowHref} selection={selectable} />
    )
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
      onFilter={props.filters ? (key, value) => state.change({ [key]: value }) : undefined}
      selection={selectable}
      stale={stale}
    />
  )
}

import { Checkbox } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type MouseEvent, type ReactNode, useState } from 'react'
import { toTarget } from '../search-params.ts'
import { CellFilterButton } from './cell-filter-button.tsx'
import type { Column } from './column.ts'
import classes from './data-table.module.css'
import type { Selection } from './selection.ts'
import { useRowKeys } from './use-row-keys.ts'

export interface DataTableProps<T> {
  label: string
  columns: Column<T>[]
  rows: T[]
  rowKey: (row: T) => string
  /** Where a row leads; rows without an address are not clickable. */
  rowHref?: ((row: T) => string | undefined) | undefined
  rowLabel?: ((row: T) => string) | undefined
  sort?: string
  onSort?: (sort: string) => void
  onFilter?: ((key: string, value: string) => void) | undefined
  selection?: Selection | undefined
  /** True while older rows are shown and newer ones are on their way. */
  stale?: boolean
}

/** A dense table: fixed columns so that nothing jumps, rows that open on click, j/k/x/Enter on the keyboard. */
export function DataTable<T>(props: DataTableProps<T>) {
  const { columns, rows, rowKey, rowHref, selection } = props
  const navigate = useNavigate()
  const [active, setActive] = useState(-1)
  const open = (row: T, newTab = false) => {
    const href = rowHref?.(row)
    if (!href) return
    if (newTab) window.open(href, '_blank', 'noopener')
    else void navigate(toTarget(href))
  }
  useRowKeys({
    count: rows.length,
    active,
    setActive,
    open: (i) => rows[i] !== undefined && open(rows[i]),
    toggle: (i) => rows[i] !== undefined && selection?.toggle(rowKey(rows[i])),
  })
  return (
    <table className={classes.table} aria-label={props.label} data-stale={props.stale || undefined}>
      <colgroup>
        {selection && <col style={{ width: 48 }} />}
        {columns.map((column) => (
          <col key={column.key} style={column.width ? { width: column.width } : {}} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {selection && (
            <th className={classes.check}>
              <Checkbox
                size="xs"
                aria-label="Select the rows of this page"
                checked={selection.isAllOf(rows.map(rowKey))}
                indeterminate={selection.isSomeOf(rows.map(rowKey))}
                onChange={() => selection.togglePage(rows.map(rowKey))}
              />
            </th>
          )}
          {columns.map((column) => (
            <HeaderCell key={column.key} column={column} sort={props.sort ?? ''} onSort={props.onSort} />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => (
          <tr
            key={rowKey(row)}
            data-row={i}
            data-active={i === active || undefined}
            data-selected={selection?.has(rowKey(row)) || undefined}
            data-clickable={rowHref?.(row) ? true : undefined}
            onClick={(event) => isPlain(event) && open(row, event.ctrlKey || event.metaKey)}
            onAuxClick={(event) => event.button === 1 && isPlain(event) && open(row, true)}
          >
            {selection && (
              <td className={classes.check}>
                <Checkbox
                  size="xs"
                  aria-label={`Select ${props.rowLabel?.(row) ?? rowKey(row)}`}
                  checked={selection.has(rowKey(row))}
                  onChange={(event) =>
                    selection.toggle(rowKey(row), (event.nativeEvent as unknown as MouseEvent).shiftKey)
                  }
                />
              </td>
            )}
            {columns.map((column) => (
              <BodyCell key={column.key} column={column} row={row} onFilter={props.onFilter} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function HeaderCell<T>(props: { column: Column<T>; sort: string; onSort?: ((sort: string) => void) | undefined }) {
  const { column, sort, onSort } = props
  const name = sort.replace(/^-/, '')
  const sorted = column.sort !== undefined && name === column.sort
  const descending = sorted && sort.startsWith('-')
  const className = column.align === 'right' ? classes.right : ''
  if (!column.sort || !onSort) return <th className={className}>{column.title}</th>
  const next = sorted ? !descending : (column.descending ?? false)
  return (
    <th className={className} aria-sort={sorted ? (descending ? 'descending' : 'ascending') : undefined}>
      <button type="button" className={classes.sort} onClick={() => onSort(`${next ? '-' : ''}${column.sort}`)}>
        {column.title}
        {sorted && (descending ? <IconArrowDown size={13} /> : <IconArrowUp size={13} />)}
      </button>
    </th>
  )
}

function BodyCell<T>({
  column,
  row,
  onFilter,
}: {
  column: Column<T>
  row: T
  onFilter: DataTableProps<T>['onFilter']
}): ReactNode {
  const filter = onFilter && column.filter?.(row)
  return (
    <td className={column.align === 'right' ? classes.right : ''} onMouseEnter={tellCutText}>
      {column.cell(row)}
      {filter && <CellFilterButton filter={filter} onFilter={onFilter} />}
    </td>
  )
}

/** What the column's width cuts off is told on hover. */
function tellCutText({ currentTarget: cell }: MouseEvent<HTMLElement>): void {
  if (cell.scrollWidth > cell.clientWidth) cell.title = cell.textContent
}

/** A click on the row itself: not on something in it that has its own meaning, not the end of selecting text. */
function isPlain(event: MouseEvent): boolean {
  const target = event.target as HTMLElement
  return !target.closest('a, button, input, label, [role=menu]') && String(window.getSelection() ?? '') === ''
}

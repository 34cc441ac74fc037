import type { ReactNode } from 'react'

/** One click on a cell's funnel: only rows like this one, or none like it. */
export interface CellFilter {
  key: string
  value: string
  label: string
}

export interface Column<T> {
  /** Stable: the address and saved views name it. */
  key: string
  title: string
  /** The API's name of the order; the column cannot be sorted without. */
  sort?: string
  /** The first click sorts the greatest first: counts and times. */
  descending?: boolean
  align?: 'right'
  /** In pixels; the one column without a width takes what is left. */
  width?: number
  /** Shown only on windows wider than this, and where there is room, unless chosen by hand. */
  from?: 'md' | 'lg' | 'xl'
  /** Not shown until chosen in the columns menu. */
  optional?: boolean
  cell: (row: T) => ReactNode
  filter?: (row: T) => CellFilter | undefined
  /** For the CSV export. */
  text?: (row: T) => string | number | boolean | null
}

/** The columns to show: those named in the address, else the usual ones. */
export function findVisibleColumns<T>(columns: Column<T>[], cols: string): Column<T>[] {
  if (cols === '') return columns.filter((column) => !column.optional)
  const chosen = new Set(cols.split(','))
  return columns.filter((column, i) => i === 0 || chosen.has(column.key)).map(({ from: _from, ...column }) => column)
}

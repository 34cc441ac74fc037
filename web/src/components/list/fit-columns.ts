import type { Column } from './column.ts'

/** Pixels of the window from which on a column of that kind is shown, where there is room. */
const FROM = { md: 900, lg: 1160, xl: 1440 } as const
/** What a column without a width is to have at least: the name of a host is read whole. */
const LEAST = 190
const CHECKBOX = 48

interface Room {
  /** Of the window. */
  window: number
  /** Of the table; 0 while it is not known. */
  table: number
  selectable: boolean
}

type Fitting = Pick<Column<never>, 'width' | 'from'>

/**
 * The columns that fit: those for wider windows go first, then from the right. The first column stays, and so do those
 * without a width, which take what is left.
 */
export function fitColumns<C extends Fitting>(columns: readonly C[], { window, table, selectable }: Room): C[] {
  const shown = columns.filter(({ from }) => from === undefined || window > FROM[from])
  const room = (table || window) - (selectable ? CHECKBOX : 0)
  for (const level of ['xl', 'lg', 'md', undefined] as const) {
    for (let i = shown.length - 1; i > 0 && needOf(shown) > room; i--) {
      const column = shown[i] as C
      if (column.from === level && column.width !== undefined) shown.splice(i, 1)
    }
  }
  return shown
}

function needOf(columns: readonly Fitting[]): number {
  return columns.reduce((sum, { width }) => sum + (width ?? LEAST), 0)
}

import type { Column } from './column.ts'
import tableClasses from './data-table.module.css'
import classes from './table-skeleton.module.css'

interface TableSkeletonProps<T> {
  columns: Column<T>[]
  selectable: boolean
  phone: boolean
  rows: number
}

/** The table's own measures, so that the rows take the place of the bars and nothing moves. */
export function TableSkeleton<T>({ columns, selectable, phone, rows }: TableSkeletonProps<T>) {
  const lines = Array.from({ length: rows }, (_, i) => i)
  if (phone) {
    return (
      <div role="status" aria-busy="true" aria-label="Loading">
        {lines.slice(0, 8).map((i) => (
          <div key={i} className={classes.card}>
            <i className={classes.bar} style={{ width: '55%' }} />
            <i className={classes.bar} style={{ width: '80%' }} />
            <i className={classes.bar} style={{ width: '40%' }} />
          </div>
        ))}
      </div>
    )
  }
  return (
    <table className={tableClasses.table} aria-busy="true" aria-label="Loading">
      <thead>
        <tr>
          {selectable && <th style={{ width: 48 }} />}
          {columns.map((column) => (
            <th key={column.key} style={column.width ? { width: column.width } : {}}>
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((i) => (
          <tr key={i}>
            {selectable && <td />}
            {columns.map((column, n) => (
              <td key={column.key}>
                <i className={classes.bar} style={{ width: `${45 + ((i * 7 + n * 13) % 40)}%` }} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

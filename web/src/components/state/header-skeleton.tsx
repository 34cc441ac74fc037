import { Skeleton } from '@mantine/core'
import { TableSkeleton } from '../list/table-skeleton.tsx'

const COLUMNS = ['', '', '', ''].map((title, i) => ({ key: String(i), title, cell: () => null }))

/** A page of one thing before it is there: its name, its facts, its tabs, its rows. */
export function HeaderSkeleton() {
  return (
    <div role="status" aria-busy="true" aria-label="Loading">
      <div style={{ padding: '20px 24px 16px' }}>
        <Skeleton h={28} w="min(340px, 70%)" />
        <Skeleton h={14} w="min(480px, 90%)" mt={14} />
      </div>
      <div style={{ height: 40 }} />
      <TableSkeleton columns={COLUMNS} selectable={false} phone={false} rows={8} />
    </div>
  )
}

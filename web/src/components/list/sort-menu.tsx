import { Button, Menu } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import type { Column } from './column.ts'
import type { ListState } from './list-state.ts'

/** The order of cards, which have no headings to click. */
export function SortMenu<T>({ columns, state, usual }: { columns: Column<T>[]; state: ListState; usual: string }) {
  const sortable = columns.filter((column) => column.sort)
  if (sortable.length < 2) return null
  const now = state.sort || usual
  const current = sortable.find((column) => column.sort === now.replace(/^-/, ''))
  const Arrow = now.startsWith('-') ? IconArrowDown : IconArrowUp
  const choose = (column: Column<T>) => {
    const descending = column === current ? !now.startsWith('-') : (column.descending ?? false)
    state.change({ sort: `${descending ? '-' : ''}${column.sort}` })
  }
  return (
    <Menu>
      <Menu.Target>
        <Button size="xs" variant="default" fw={400} rightSection={<Arrow size={13} />} aria-label="Order">
          {current?.title ?? 'Order'}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {sortable.map((column) => (
          <Menu.Item
            key={column.key}
            onClick={() => choose(column)}
            rightSection={column === current && <Arrow size={13} />}
          >
            {column.title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

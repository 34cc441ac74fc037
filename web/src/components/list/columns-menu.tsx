import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { type Column, findVisibleColumns } from './column.ts'
import type { ListState } from './list-state.ts'

/** Which columns to show; the choice is in the address, so that a link keeps it. */
export function ColumnsMenu<T>({ columns, state }: { columns: Column<T>[]; state: ListState }) {
  if (columns.length < 4) return null
  const shown = new Set(findVisibleColumns(columns, state.cols).map((column) => column.key))
  const toggle = (key: string) => {
    const next = columns.map((column) => column.key).filter((one) => (one === key ? !shown.has(one) : shown.has(one)))
    state.change({ cols: next.join(','), page: String(state.page) }, { replace: true })
  }
  return (
    <Menu closeOnItemClick={false}>
      <Menu.Target>
        <Button size="xs" variant="default" fw={400} rightSection={<IconChevronDown size={13} />}>
          Columns
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {columns.slice(1).map((column) => (
          <Menu.CheckboxItem key={column.key} checked={shown.has(column.key)} onChange={() => toggle(column.key)}>
            {column.title}
          </Menu.CheckboxItem>
        ))}
        {state.cols !== '' && (
          <>
            <Menu.Divider />
            <Menu.Item onClick={() => state.change({ cols: undefined, page: String(state.page) }, { replace: true })}>
              Usual columns
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import type { Search } from '../search-params.ts'
import { toast } from '../toaster.tsx'
import type { Column } from './column.ts'
import { downloadText, fetchAllRows, toCsv } from './export.ts'
import type { Page } from './list-props.ts'
import type { ListState } from './list-state.ts'

interface ExportMenuProps<T> {
  noun: string
  columns: Column<T>[]
  state: ListState
  fetchPage: (query: Search) => Promise<Page<T>>
}

/** Everything that matches the current filter, in the current order, as the API tells it. */
export function ExportMenu<T>({ noun, columns, state, fetchPage }: ExportMenuProps<T>) {
  const [busy, setBusy] = useState(false)
  const save = async (format: 'csv' | 'json') => {
    setBusy(true)
    try {
      const rows = await fetchAllRows(fetchPage, state.query)
      if (format === 'csv') downloadText(`${noun}.csv`, 'text/csv', toCsv(columns, rows))
      else downloadText(`${noun}.json`, 'application/json', `${JSON.stringify(rows, null, 2)}\n`)
    } catch (error) {
      toast(`The export stopped: ${error instanceof Error ? error.message : String(error)}`, 'error')
    } finally {
      setBusy(false)
    }
  }
  return (
    <Menu>
      <Menu.Target>
        <Button size="xs" variant="default" fw={400} loading={busy} rightSection={<IconChevronDown size={13} />}>
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void save('csv')}>CSV of all that match</Menu.Item>
        <Menu.Item onClick={() => void save('json')}>JSON of all that match</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

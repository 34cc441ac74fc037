import { Menu } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { useState } from 'react'
import classes from './cell-filter-button.module.css'
import type { CellFilter } from './column.ts'

/** Appears on hover or focus in a cell: "Only Debian 12.8", "Not Debian 12.8". */
export function CellFilterButton({
  filter,
  onFilter,
}: {
  filter: CellFilter
  onFilter: (key: string, value: string) => void
}) {
  const [opened, setOpened] = useState(false)
  const button = (
    <button
      type="button"
      tabIndex={-1}
      className={classes.button}
      data-open={opened || undefined}
      aria-label={`Filter by ${filter.label}`}
      onClick={() => setOpened(true)}
    >
      <IconFilter size={13} />
    </button>
  )
  // a menu for every cell would be thousands of components: it is made when it is opened
  if (!opened) return button
  return (
    <Menu opened onChange={setOpened} withinPortal>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onFilter(filter.key, filter.value)}>Only {filter.label}</Menu.Item>
        <Menu.Item onClick={() => onFilter(filter.key, `!${filter.value}`)}>Not {filter.label}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

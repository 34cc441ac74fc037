import { expect, test } from 'vitest'
import type { Column } from './column.ts'
import { fitColumns } from './fit-columns.ts'

const COLUMNS: Pick<Column<never>, 'key' | 'width' | 'from'>[] = [
  { key: 'name' },
  { key: 'state', width: 110 },
  { key: 'system', width: 190 },
  { key: 'kernel', width: 230, from: 'lg' },
  { key: 'seen', width: 80, from: 'md' },
  { key: 'tags', width: 150, from: 'lg' },
  { key: 'packages', width: 100, from: 'xl' },
]

test.each([
  [1600, 1380, 'name state system kernel seen tags packages'],
  [1400, 1180, 'name state system kernel seen tags'],
  [1280, 940, 'name state system kernel seen'],
  [1280, 790, 'name state system seen'],
  [1000, 580, 'name state system seen'],
  [1000, 500, 'name state system'],
  [760, 480, 'name state'],
  [760, 100, 'name'],
  // before it is measured
  [1280, 0, 'name state system kernel seen tags'],
])('in a window of %i pixels, %i of them for the table', (window, table, keys) => {
  const shown = fitColumns(COLUMNS, { window, table, selectable: false })
  expect(shown.map(({ key }) => key).join(' ')).toBe(keys)
})

test('the boxes of selectable rows take room, too', () => {
  const room = { window: 1400, table: 950, selectable: false }
  expect(fitColumns(COLUMNS, room)).toHaveLength(6)
  expect(fitColumns(COLUMNS, { ...room, selectable: true })).toHaveLength(5)
})

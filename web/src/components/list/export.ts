import type { Search } from '../search-params.ts'
import type { Column } from './column.ts'
import type { Page } from './list-props.ts'

const PER_PAGE = 500

/** All rows of a list, page after page. */
export async function fetchAllRows<T>(fetchPage: (query: Search) => Promise<Page<T>>, query: Search): Promise<T[]> {
  const rows: T[] = []
  for (let page = 1; ; page++) {
    const { items, total } = await fetchPage({ ...query, page: String(page), per_page: String(PER_PAGE) })
    rows.push(...items)
    if (items.length === 0 || rows.length >= total) return rows
  }
}

/** RFC 4180, of the columns that have a text; a cell that a spreadsheet would run as a formula is quoted with '. */
export function toCsv<T>(columns: Column<T>[], rows: T[]): string {
  const written = columns.filter((column) => column.text)
  const lines = rows.map((row) => written.map((column) => cell(column.text?.(row) ?? '')).join(','))
  return [written.map((column) => cell(column.title)).join(','), ...lines, ''].join('\r\n')
}

function cell(value: string | number | boolean): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export function downloadText(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

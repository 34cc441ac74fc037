import { CloseButton, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { count } from '../format.ts'
import type { Search } from '../search-params.ts'
import type { Column } from './column.ts'
import { ColumnsMenu } from './columns-menu.tsx'
import { ExportMenu } from './export-menu.tsx'
import type { Page } from './list-props.ts'
import type { ListState } from './list-state.ts'
import classes from './list-toolbar.module.css'
import { SortMenu } from './sort-menu.tsx'

interface ListToolbarProps<T> {
  noun: string
  title?: ReactNode
  aside?: ReactNode
  searchLabel?: string | false
  state: ListState
  total: number | undefined
  columns: Column<T>[]
  defaultSort?: string
  fetchPage: (query: Search) => Promise<Page<T>>
  phone: boolean
}

/** The title with its count, the search, export and columns. */
export function ListToolbar<T>(props: ListToolbarProps<T>) {
  const { noun, title, state, total, phone } = props
  // nothing to order, to choose columns of or to export
  const none = total === 0 && state.q === '' && Object.keys(state.filters).length === 0
  return (
    <div className={classes.bar} data-titled={title ? true : undefined}>
      {title && (
        <h1 className={classes.title}>
          {title}
          <span className={classes.total}>{total === undefined ? '' : count(total)}</span>
        </h1>
      )}
      {props.searchLabel !== false && <SearchField label={props.searchLabel ?? `Search ${noun}…`} state={state} />}
      {props.aside}
      {phone && !none && <SortMenu columns={props.columns} state={state} usual={props.defaultSort ?? ''} />}
      {!phone && !none && <ExportMenu {...props} />}
      {!phone && !none && <ColumnsMenu columns={props.columns} state={state} />}
    </div>
  )
}

function SearchField({ label, state }: { label: string; state: ListState }) {
  const [text, setText] = useState(state.q)
  const input = useRef<HTMLInputElement>(null)
  const commit = useDebouncedCallback((q: string) => state.change({ q }, { replace: true }), 200)
  useEffect(() => {
    if (document.activeElement !== input.current) setText(state.q)
  }, [state.q])
  const type = (value: string) => {
    setText(value)
    commit(value)
  }
  return (
    <TextInput
      ref={input}
      className={classes.search ?? ''}
      size="xs"
      type="search"
      data-list-search
      aria-label={label.replace('…', '')}
      placeholder={label}
      value={text}
      leftSection={<IconSearch size={14} />}
      rightSection={
        text ? (
          <CloseButton size="xs" aria-label="Clear the search" onClick={() => type('')} />
        ) : (
          <kbd className={classes.hint}>/</kbd>
        )
      }
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
    />
  )
}

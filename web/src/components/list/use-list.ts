import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Search } from '../search-params.ts'
import type { ListViewProps } from './list-props.ts'
import type { ListState } from './list-state.ts'
import { useSelection } from './selection.ts'

const NO_ROWS: never[] = []

/** A list's rows for what the address asks, and what of them is selected. Older rows stay until newer ones come. */
export function useList<T>(props: ListViewProps<T>, state: ListState, perPage: number) {
  const { noun, scope = '', rowKey } = props
  const query = { sort: props.defaultSort ?? '', ...state.query, page: String(state.page), per_page: String(perPage) }
  const result = useQuery({
    queryKey: [noun, 'list', scope, query],
    queryFn: () => props.fetchPage(withoutEmpty(query)),
    placeholderData: keepPreviousData,
    ...(props.refetchInterval ? { refetchInterval: props.refetchInterval } : {}),
  })
  const rows: T[] = result.data?.items ?? NO_ROWS
  const total = result.data?.total
  const pageKeys = useMemo(() => rows.map(rowKey), [rows, rowKey])
  const selection = useSelection(JSON.stringify([state.q, state.filters]), pageKeys, total ?? 0)
  return { result, rows, total, selection }
}

function withoutEmpty(query: Search): Search {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''))
}

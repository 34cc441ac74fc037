import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Search } from '../search-params.ts'

const VIEW_KEYS = new Set(['page', 'sort', 'q', 'cols', 'tab', 'per_page'])

/** What a list shows, kept in the address: everything that is not of the view itself is a filter. */
export interface ListState {
  q: string
  page: number
  sort: string
  cols: string
  filters: Search
  /** What the API is asked: filters, search, sort and page. */
  query: Search
  /** Changes part of the address; `undefined` takes a key away. Goes back to page 1 unless it sets the page. */
  change(patch: Record<string, string | undefined>, options?: { replace?: boolean }): void
  reset(): void
}

export function useListState(): ListState {
  const search = useSearch({ strict: false }) as Search
  const navigate = useNavigate()
  return useMemo(() => {
    const filters = Object.fromEntries(Object.entries(search).filter(([key]) => !VIEW_KEYS.has(key)))
    const { cols: _cols, tab: _tab, ...query } = search
    const go = (next: Search, replace = false) =>
      void navigate({ to: '.', search: next as never, replace, resetScroll: false })
    return {
      q: search.q ?? '',
      page: Math.max(1, Number(search.page ?? 1) || 1),
      sort: search.sort ?? '',
      cols: search.cols ?? '',
      filters,
      query,
      change: (patch, { replace } = {}) => go(merge(search, patch), replace),
      reset: () => go(search.tab ? { tab: search.tab } : {}),
    }
  }, [search, navigate])
}

function merge(search: Search, patch: Record<string, string | undefined>): Search {
  const { page: _page, ...rest } = search
  const merged = 'page' in patch ? search : rest
  const entries = Object.entries({ ...merged, ...patch }).filter(([, value]) => value !== undefined && value !== '')
  return Object.fromEntries(entries) as Search
}

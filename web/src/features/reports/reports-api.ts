import { api, toQuery, unwrap } from '../../api/client.ts'
import type { Search } from '../../components/search-params.ts'

const path = (id: number) => ({ path: { id } })

export const listReports = (query: Search) => unwrap(api.GET('/reports', { params: { query: toQuery(query) } }))
export const getReport = (id: number) => unwrap(api.GET('/reports/{id}', { params: path(id) }))
export const processReport = (id: number) => unwrap(api.POST('/reports/{id}/process', { params: path(id) }))
export const deleteReport = (id: number) => unwrap(api.DELETE('/reports/{id}', { params: path(id) }))
export const actOnReports = (action: 'process' | 'delete', ids: number[]) =>
  unwrap(api.POST('/reports/actions', { body: { action, ids } }))

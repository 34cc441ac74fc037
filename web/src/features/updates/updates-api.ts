import { api, toQuery, unwrap } from '../../api/client.ts'
import type { Search } from '../../components/search-params.ts'

export const listUpdates = (query: Search) => unwrap(api.GET('/updates', { params: { query: toQuery(query) } }))
export const getUpdate = (id: number) => unwrap(api.GET('/updates/{id}', { params: { path: { id } } }))

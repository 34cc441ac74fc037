import { api, toQuery, unwrap } from '../../api/client.ts'
import type { Search } from '../../components/search-params.ts'

const path = (name: string) => ({ path: { name } })

export const listCves = (query: Search) => unwrap(api.GET('/cves', { params: { query: toQuery(query) } }))
export const listCveFacets = () => unwrap(api.GET('/cves/facets'))
export const getCve = (name: string) => unwrap(api.GET('/cves/{name}', { params: path(name) }))
export const listCwes = (query: Search) => unwrap(api.GET('/cwes', { params: { query: toQuery(query) } }))
export const getCwe = (name: string) => unwrap(api.GET('/cwes/{name}', { params: path(name) }))
export const listPriority = () => unwrap(api.GET('/priority', { params: { query: { limit: 100 } } }))
export const listReferences = (query: Search) => unwrap(api.GET('/references', { params: { query: toQuery(query) } }))

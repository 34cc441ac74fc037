import { api, toQuery, unwrap } from '../../api/client.ts'
import type { Search } from '../../components/search-params.ts'

export const listErrata = (query: Search) => unwrap(api.GET('/errata', { params: { query: toQuery(query) } }))
export const listErratumFacets = () => unwrap(api.GET('/errata/facets'))
export const listErratumHosts = (names: readonly string[]) =>
  unwrap(api.GET('/errata/hosts', { params: { query: { name: names.join(',') } } }))
export const getErratum = (name: string) => unwrap(api.GET('/errata/{name}', { params: { path: { name } } }))

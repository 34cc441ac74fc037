import { api, toQuery, unwrap } from '../../api/client.ts'
import type { Search } from '../../components/search-params.ts'

export const listPackages = (query: Search) => unwrap(api.GET('/packages', { params: { query: toQuery(query) } }))
export const listPackageFacets = () => unwrap(api.GET('/packages/facets'))
export const getPackage = (name: string) => unwrap(api.GET('/packages/{name}', { params: { path: { name } } }))
export const listPackageVersions = (query: Search) =>
  unwrap(api.GET('/package-versions', { params: { query: toQuery(query) } }))
export const getPackageVersion = (id: number) => unwrap(api.GET('/package-versions/{id}', { params: { path: { id } } }))
export const listModules = (query: Search) => unwrap(api.GET('/modules', { params: { query: toQuery(query) } }))
export const getModule = (id: string) => unwrap(api.GET('/modules/{id}', { params: { path: { id } } }))
export const listErrataOfVersion = (id: number) =>
  unwrap(api.GET('/errata', { params: { query: { package_id: String(id), per_page: 100 } } }))

import { api, toQuery, unwrap } from '../../api/client.ts'
import type { Search } from '../../components/search-params.ts'

const path = (id: number) => ({ path: { id } })

export const listReleases = (query: Search) => unwrap(api.GET('/os-releases', { params: { query: toQuery(query) } }))
export const getRelease = (id: number) => unwrap(api.GET('/os-releases/{id}', { params: path(id) }))
export const deleteRelease = (id: number) => unwrap(api.DELETE('/os-releases/{id}', { params: path(id) }))
export const changeRelease = (id: number, body: { name?: string; codename?: string; cpe_name?: string }) =>
  unwrap(api.PATCH('/os-releases/{id}', { params: path(id), body }))
export const linkRepositories = (id: number, ids: number[]) =>
  unwrap(api.PUT('/os-releases/{id}/repositories', { params: path(id), body: { ids } }))
export const listVariants = (query: Search) => unwrap(api.GET('/os-variants', { params: { query: toQuery(query) } }))
export const deleteVariant = (id: number) => unwrap(api.DELETE('/os-variants/{id}', { params: path(id) }))
export const linkVariant = (id: number, releaseId: number) =>
  unwrap(api.PATCH('/os-variants/{id}', { params: path(id), body: { release_id: releaseId } }))
export const deleteUnusedVariants = () =>
  unwrap(api.POST('/os-variants/actions', { body: { action: 'delete-unused' } }))

/** Repositories to choose among; all that there are, up to the API's longest page. */
export const listLinkableRepositories = () =>
  unwrap(api.GET('/repositories', { params: { query: { per_page: 500, sort: 'name' } } }))

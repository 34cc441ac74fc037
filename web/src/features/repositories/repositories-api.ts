import { api, toQuery, unwrap } from '../../api/client.ts'
import type { components } from '../../api/schema.gen.ts'
import type { Target } from '../../components/list/bulk-bar.tsx'
import type { Search } from '../../components/search-params.ts'

const path = (id: number) => ({ path: { id } })
const which = (target: Target) =>
  'keys' in target ? { ids: target.keys.map(Number) } : { filter: toQuery(target.filter) }

export const listRepositories = (query: Search) =>
  unwrap(api.GET('/repositories', { params: { query: toQuery(query) } }))
export const listRepositoryFacets = () => unwrap(api.GET('/repositories/facets'))
export const getRepository = (id: number) => unwrap(api.GET('/repositories/{id}', { params: path(id) }))
export const deleteRepository = (id: number) => unwrap(api.DELETE('/repositories/{id}', { params: path(id) }))
export const changeRepository = (id: number, body: { enabled?: boolean; security?: boolean; muted?: boolean }) =>
  unwrap(api.PATCH('/repositories/{id}', { params: path(id), body }))
export const listRepositoryPackages = (id: number, query: Search) =>
  unwrap(api.GET('/repositories/{id}/packages', { params: { ...path(id), query: toQuery(query) } }))

export type RepositoryAction = components['schemas']['RepositoryAction']['action']
export const actOnRepositories = (action: RepositoryAction, target: Target) =>
  unwrap(api.POST('/repositories/actions', { body: { action, ...which(target) } }))

export const listMirrors = (query: Search) => unwrap(api.GET('/mirrors', { params: { query: toQuery(query) } }))
export const getMirror = (id: number) => unwrap(api.GET('/mirrors/{id}', { params: path(id) }))
export type MirrorDetail = Awaited<ReturnType<typeof getMirror>>
export const deleteMirror = (id: number) => unwrap(api.DELETE('/mirrors/{id}', { params: path(id) }))
export const changeMirror = (id: number, body: { enabled?: boolean; refresh?: boolean; url?: string }) =>
  unwrap(api.PATCH('/mirrors/{id}', { params: path(id), body }))

export type MirrorAction = components['schemas']['MirrorAction']['action']
/** Makes them mirrors of one repository; a 409 says why they cannot be. */
export const linkMirrors = (ids: number[], repository: number) =>
  unwrap(api.POST('/mirrors/actions', { body: { action: 'link', ids, repository } }))
export const actOnMirrors = (action: MirrorAction, target: Target) =>
  unwrap(api.POST('/mirrors/actions', { body: { action, ...which(target) } }))

import { api, toQuery, unwrap } from '../../api/client.ts'
import type { Target } from '../../components/list/bulk-bar.tsx'
import type { Search } from '../../components/search-params.ts'

const path = (hostname: string) => ({ path: { hostname } })

export const listHosts = (query: Search) => unwrap(api.GET('/hosts', { params: { query: toQuery(query) } }))
export const listHostFacets = () => unwrap(api.GET('/hosts/facets'))
export const getHost = (hostname: string) => unwrap(api.GET('/hosts/{hostname}', { params: path(hostname) }))
export const deleteHost = (hostname: string) => unwrap(api.DELETE('/hosts/{hostname}', { params: path(hostname) }))
export const findHostUpdates = (hostname: string) =>
  unwrap(api.POST('/hosts/{hostname}/find-updates', { params: path(hostname) }))

export interface HostChange {
  check_dns?: boolean
  host_repos_only?: boolean
  tags?: string[]
}
export const changeHost = (hostname: string, body: HostChange) =>
  unwrap(api.PATCH('/hosts/{hostname}', { params: path(hostname), body }))

export const actOnHosts = (action: 'find-updates' | 'delete', target: Target) => {
  const which = 'keys' in target ? { hostnames: target.keys } : { filter: toQuery(target.filter) }
  return unwrap(api.POST('/hosts/actions', { body: { action, ...which } }))
}

const of = (hostname: string, query: Search) => ({ ...path(hostname), query: toQuery(query) })
export const listHostUpdates = (hostname: string, query: Search) =>
  unwrap(api.GET('/hosts/{hostname}/updates', { params: of(hostname, query) }))
export const listHostPackages = (hostname: string, query: Search) =>
  unwrap(api.GET('/hosts/{hostname}/packages', { params: of(hostname, query) }))
export const listHostRepositories = (hostname: string) =>
  unwrap(api.GET('/hosts/{hostname}/repositories', { params: path(hostname) }))
export const listHostCves = (hostname: string, query: Search) =>
  unwrap(api.GET('/hosts/{hostname}/cves', { params: of(hostname, query) }))
export const listHostModules = (hostname: string) =>
  unwrap(api.GET('/hosts/{hostname}/modules', { params: path(hostname) }))
export const listHostEvents = (hostname: string, query: Search) =>
  unwrap(api.GET('/hosts/{hostname}/history', { params: of(hostname, query) }))
export const listHostReports = (hostname: string, query: Search) =>
  unwrap(api.GET('/hosts/{hostname}/reports', { params: of(hostname, query) }))

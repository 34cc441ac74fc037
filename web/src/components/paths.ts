import { stringifySearch } from './search-params.ts'

/** A page's address with its filters: `listPath('/hosts', { state: 'security' })`. */
export function listPath(path: string, filters: Record<string, string | number | boolean | undefined> = {}): string {
  return path + stringifySearch(filters)
}

export const hostPath = (hostname: string, tab?: string) =>
  listPath(`/hosts/${encodeURIComponent(hostname)}`, tab ? { tab } : {})
export const packagePath = (name: string) => `/packages/${encodeURIComponent(name)}`
export const packageVersionPath = (id: number) => `/package-versions/${id}`
export const updatePath = (id: number) => `/updates/${id}`
export const repositoryPath = (id: number) => `/repositories/${id}`
export const mirrorPath = (id: number) => `/mirrors/${id}`
export const osReleasePath = (id: number) => `/os-releases/${id}`
export const reportPath = (id: number) => `/reports/${id}`
export const jobPath = (id: number) => `/jobs/${id}`
export const erratumPath = (name: string) => `/errata/${encodeURIComponent(name)}`
export const cvePath = (name: string) => `/cves/${encodeURIComponent(name)}`
export const cwePath = (name: string) => `/cwes/${encodeURIComponent(name)}`
export const feedPath = (name: string) => `/feeds/${encodeURIComponent(name)}`
export const modulePath = (id: string) => `/modules/${encodeURIComponent(id)}`

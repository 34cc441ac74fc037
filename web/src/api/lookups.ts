import { api, unwrap } from './client.ts'

/** What an id of a filter is called, for filters that links set. */
export async function findPackageVersionLabel(id: string): Promise<string> {
  const found = await unwrap(api.GET('/package-versions/{id}', { params: { path: { id: Number(id) } } }))
  return `${found.name} ${found.full_version}`
}

export async function findRepositoryLabel(id: string): Promise<string> {
  return (await unwrap(api.GET('/repositories/{id}', { params: { path: { id: Number(id) } } }))).name
}

export async function findUpdateLabel(id: string): Promise<string> {
  const found = await unwrap(api.GET('/updates/{id}', { params: { path: { id: Number(id) } } }))
  return `${found.name} ${found.candidate}`
}

export async function findReleaseLabel(id: string): Promise<string> {
  return (await unwrap(api.GET('/os-releases/{id}', { params: { path: { id: Number(id) } } }))).name
}

export async function listReleaseOptions() {
  const page = await unwrap(api.GET('/os-releases', { params: { query: { per_page: 500, sort: 'name' } } }))
  return page.items.map((release) => ({ value: String(release.id), label: release.name, count: release.hosts }))
}

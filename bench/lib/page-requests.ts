/** A page of the API as a reader may ask for it. */
export interface PageRequest {
  /** The route's path in the OpenAPI document. */
  route: string
  url: string
}

type Get = (url: string) => Promise<{ status: number; body: string }>

interface Parameter {
  name: string
  in: 'path' | 'query'
  required?: boolean
  schema: { type?: string; enum?: string[]; items?: { enum?: string[] } }
}

interface Document {
  paths: Record<string, { get?: { parameters?: Parameter[] } }>
}

const API = '/api/v1'

/**
 * Every GET of the OpenAPI document, plain and once for each sort, filter, flag, search and for the last page:
 * a list that is added is measured without being named here.
 */
export async function listPageRequests(get: Get): Promise<PageRequest[]> {
  const document = JSON.parse((await get(`${API}/openapi.json`)).body) as Document
  const samples = await readSamples(get)
  const requests: PageRequest[] = []
  for (const [route, { get: operation }] of Object.entries(document.paths)) {
    if (!operation || /openapi|docs|session|api-keys|users/.test(route)) continue
    const filled = await fillPath(route, samples, get)
    if (filled === undefined) continue
    const path = API + filled
    const all = (operation.parameters ?? []).filter((p) => p.in === 'query')
    const required = all.filter((p) => p.required).map((p) => `${p.name}=${samples[p.name] ?? ''}`)
    const parameters = all.filter((p) => !p.required)
    const queries = parameters.flatMap((parameter) => variants(route, parameter, samples))
    const last = parameters.some((p) => p.name === 'page') ? await lastPage(path, get) : []
    for (const query of ['', ...queries, ...last]) {
      const text = [...required, query].filter((part) => part !== '').join('&')
      requests.push({ route, url: text === '' ? path : `${path}?${text}` })
    }
  }
  return requests
}

/** A value for each filter, by name; `hosts.state` for those that differ between lists. */
type Samples = Record<string, string>

async function readSamples(get: Get): Promise<Samples> {
  const first = async (path: string) =>
    (JSON.parse((await get(API + path)).body) as { items?: Record<string, unknown>[] }).items?.[0] ?? {}
  const host = await first('/hosts?sort=-security')
  const update = await first('/updates?sort=-hosts')
  const version = await first('/package-versions?name=libc6&installed=true')
  return {
    hostname: String(host.hostname),
    host: String(host.hostname),
    update: String(update.id),
    package_id: String(version.id),
    package: 'openssl',
    name: 'openssl',
    repository: '1',
    os_release: '1',
    os_variant: '1',
    tag: 'prod',
    domain: 'fra.example.com',
    arch: 'amd64',
    type: 'deb',
    reboot: 'yes',
    q: 'lib',
    kind: 'upgraded',
    checksum: '1'.padStart(64, '0'),
    '/hosts.arch': 'x86_64',
    '/hosts.q': 'web',
    '/hosts.state': 'security',
    '/hosts/facets.state': 'security',
    '/hosts/{hostname}/updates.state': 'pending',
    '/repositories.state': 'ok',
    '/mirrors.state': 'ok',
    '/reports.state': 'processed',
    '/jobs.state': 'done',
    '/reports.q': 'web',
    '/reports.host': String(host.hostname),
  }
}

/** undefined where the list has no row that could be asked for. */
async function fillPath(route: string, samples: Samples, get: Get): Promise<string | undefined> {
  const path = route.replace('{hostname}', samples.hostname ?? '').replace('/packages/{name}', '/packages/libc6')
  const [, list, member] = /^(.*?)\/\{(id|name)\}/.exec(path) ?? []
  if (list === undefined || member === undefined) return path
  const { items } = JSON.parse((await get(`${API}${list}?per_page=1`)).body) as { items?: Record<string, unknown>[] }
  return items?.[0] && path.replace(`{${member}}`, encodeURIComponent(String(items[0][member])))
}

function variants(route: string, { name, schema }: Parameter, samples: Samples): string[] {
  if (name === 'page') return []
  if (name === 'per_page') return ['per_page=500']
  if (name === 'sort') return (schema.enum ?? []).map((value) => `sort=${encodeURIComponent(value)}`)
  if (schema.type === 'boolean') return [`${name}=true`, `${name}=false`]
  const sample = samples[`${route}.${name}`] ?? samples[name]
  return sample === undefined ? [] : [`${name}=${encodeURIComponent(sample)}`]
}

async function lastPage(path: string, get: Get): Promise<string[]> {
  const { status, body } = await get(path)
  if (status !== 200) return []
  const { total, per_page } = JSON.parse(body) as { total?: number; per_page?: number }
  const pages = Math.ceil((total ?? 0) / (per_page ?? 50))
  return pages > 1 ? [`page=${pages}`] : []
}

import { api, unwrap } from '../../api/client.ts'
import type { components } from '../../api/schema.gen.ts'

export type Explanation = components['schemas']['Explanation']
/** One architecture that is installed. */
export type LineExplanation = Explanation['lines'][number]
export type VersionExplanation = LineExplanation['versions'][number]

/** Why a package of a host has the update that it has, or none; `arch` narrows it to one architecture. */
export function explainUpdate(hostname: string, name: string, arch: string): Promise<Explanation> {
  const params = { path: { hostname }, query: { package: name, ...(arch === '' ? {} : { arch }) } }
  return unwrap(api.GET('/hosts/{hostname}/explain', { params }))
}

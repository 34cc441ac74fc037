import { api, unwrap } from '../../api/client.ts'
import type { UpdateState } from '../../api/types.ts'

/** GET /hosts/{hostname}/explain: why a package has the update that it has, or none. */
export interface Explanation {
  hostname: string
  package: string
  /** One for each architecture that is installed. */
  lines: LineExplanation[]
  unknown: { name: string; reason: string }[]
  sentences: string[]
}

export interface LineExplanation {
  arch: string
  installed: string
  candidate: string
  state: UpdateState | 'none'
  security: boolean
  /** The highest first. */
  versions: VersionExplanation[]
  sentences: string[]
}

export interface VersionExplanation {
  version: string
  installed: boolean
  priority: number
  verdict: string
  repositories: { id: number; label: string; priority: number; security: boolean; arch: string; phased: number }[]
}

export async function explainUpdate(hostname: string, name: string, arch: string): Promise<Explanation> {
  const params = { path: { hostname }, query: { package: name, ...(arch === '' ? {} : { arch }) } }
  return (await unwrap(api.GET('/hosts/{hostname}/explain', { params }))) as Explanation
}

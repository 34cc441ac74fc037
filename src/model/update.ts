import type { PackageType } from './package.ts'

/**
 * Only `pending` updates are counted; the others are shown with their reason. `replacement`: a package of another
 * name obsoletes the installed one; such rows are listed apart, as dnf does.
 */
export type UpdateState = 'pending' | 'held' | 'phased' | 'excluded' | 'kept-back' | 'replacement'

/** What a mirror's last contact ended with. */
export type MirrorState =
  | 'new' // not tried yet
  | 'ok'
  | 'failing' // with a reason and a first-seen
  | 'host-only' // needs credentials that only hosts have, or a URL that only they can reach (file:, cdrom:)

/** The five states of a host, worst first; a host is in the first that applies (`silent` before all). */
export type HostState = 'silent' | 'security' | 'bugfix' | 'unknown' | 'current'

/**
 * The architecture under which the host's own tool lists an update: dnf and zypper name the candidate's, the others
 * the installed package's (a move from `amd64` to `all` is listed as `amd64`).
 */
export function listedArch(type: PackageType, installedArch: string, candidateArch: string): string {
  return type === 'rpm' ? candidateArch : installedArch
}

/** What a repository's mirrors come to; `partly`: some of them fail. */
export type RepositoryState = 'ok' | 'failing' | 'partly' | 'host-only' | 'new' | 'disabled'

/** An update of a host as it is stored. */
export interface StoredUpdate {
  host_id: number
  update_id: number
  security: 0 | 1
  state: UpdateState
  repo_id: number
  reason: string
}

/** Its values in the order of `StoredUpdate`: of a fleet hundreds of thousands are written. */
export type UpdateValues = readonly [
  hostId: number,
  updateId: number,
  security: 0 | 1,
  state: UpdateState,
  repoId: number,
  reason: string,
]

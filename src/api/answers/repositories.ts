import type { Static } from 'typebox'
import type { MirrorRow } from '../../db/mirror-list.ts'
import type { RepoRow } from '../../db/repo-list.ts'
import { toLabel } from '../../updates/sources.ts'
import type { Mirror, Repository } from '../schemas/repositories.ts'
import { toTime } from './time.ts'

export function toRepository(row: RepoRow): Static<typeof Repository> {
  const { id, name, type, repo_id, arch, state, mirrors, packages, hosts, url, suite, codename, origin } = row
  return {
    ...{ id, name, type, repo_id, arch, state, mirrors, packages, hosts, url, suite, codename, origin },
    label: toLabel(row),
    release_label: row.label,
    enabled: row.enabled === 1,
    security: row.security === 1 || row.release_security === 1,
    security_reason: toSecurityReason(row),
    auth_required: row.auth_required === 1,
    muted: row.muted === 1,
    reason: row.reason || (state === 'failing' ? 'It has no enabled mirror.' : ''),
    failing_since: toTime(row.failing_since),
    confirmed_at: toTime(row.confirmed_at),
  }
}

function toSecurityReason({ security, release_security }: RepoRow): string {
  if (security === 1) return 'An administrator marked it as a security repository.'
  return release_security === 1 ? 'Its Release file, or its suite, says that it is for security.' : ''
}

export function toMirror(row: MirrorRow): Static<typeof Mirror> {
  const { id, url, state, reason, fail_count, checksum, packages } = row
  return {
    ...{ id, url, state, reason, fail_count, checksum, packages },
    repository: { id: row.repo_id, name: row.repo_name },
    enabled: row.enabled === 1,
    refresh: row.refresh === 1,
    is_mirrorlist: row.is_mirrorlist === 1,
    failing_since: toTime(row.failing_since),
    last_access_ok: row.last_access_ok === 1,
    checked_at: toTime(row.checked_at),
    confirmed_at: toTime(row.confirmed_at),
    changed_at: toTime(row.changed_at),
    parts: row.parts.map(({ created_at, ...part }) => ({ ...part, since: toTime(created_at) })),
    from: row.from_mirror_id === null ? null : { id: row.from_mirror_id, url: row.from_url ?? '' },
    gave: row.gave,
    rejects: row.reject_count,
  }
}

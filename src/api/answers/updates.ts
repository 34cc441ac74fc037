import type { Static } from 'typebox'
import type { UpdateRow } from '../../db/update-list.ts'
import { shownVersion } from '../../model/package.ts'
import { listedArch } from '../../model/update.ts'
import type { Update } from '../schemas/updates.ts'
import { toInstalledVersion } from './installed-version.ts'

export function toUpdate(row: UpdateRow): Static<typeof Update> {
  return {
    id: row.id,
    name: row.name,
    category: row.category,
    arch: listedArch(row.type, row.old_arch, row.arch),
    installed: toInstalledVersion(row),
    installed_id: row.installed_id,
    candidate: shownVersion(row),
    candidate_id: row.candidate_id,
    type: row.type,
    hosts: row.hosts,
    security_hosts: row.security_hosts,
    security: row.security_hosts > 0,
  }
}

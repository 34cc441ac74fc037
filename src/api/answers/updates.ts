import type { Static } from 'typebox'
import type { UpdateRow } from '../../db/update-list.ts'
import type { Update } from '../schemas/updates.ts'
import { toShownPair } from './shown-pair.ts'

export function toUpdate(row: UpdateRow): Static<typeof Update> {
  return {
    ...toShownPair(row),
    installed_id: row.installed_id,
    candidate_id: row.candidate_id,
    type: row.type,
    hosts: row.hosts,
    security_hosts: row.security_hosts,
    security: row.security_hosts > 0,
  }
}

import type { Static } from 'typebox'
import type { OsVariantRow } from '../../db/os-list.ts'
import type { OsVariant } from '../schemas/os.ts'

export function toOsVariant({ release_id, release, ...row }: OsVariantRow): Static<typeof OsVariant> {
  return { ...row, release: { id: release_id, name: release } }
}

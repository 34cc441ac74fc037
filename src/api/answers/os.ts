import type { Static } from 'typebox'
import type { OsReleaseRow, OsVariantRow } from '../../db/os-list.ts'
import type { OsRelease, OsVariant } from '../schemas/os.ts'
import { toTime } from './time.ts'

export function toOsRelease({ released_at, ends_at, extended_at, ...row }: OsReleaseRow): Static<typeof OsRelease> {
  return { ...row, released_at: toTime(released_at), ends_at: toTime(ends_at), extended_at: toTime(extended_at) }
}

export function toOsVariant({ release_id, release, ...row }: OsVariantRow): Static<typeof OsVariant> {
  return { ...row, release: { id: release_id, name: release } }
}

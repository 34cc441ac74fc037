import { sql } from 'kysely'
import type { PackageType } from '../model/package.ts'
import type { PartKind } from '../model/part.ts'
import type { MirrorState } from '../model/update.ts'
import type { Queryable } from './open.ts'
import { rowSource } from './row-source.ts'

/** A mirror that is due, with what is known of it. */
export interface DueMirror {
  id: number
  repo_id: number
  repo_name: string
  type: PackageType
  arch: string
  url: string
  state: MirrorState
  reason: string
  fail_count: number
  failing_since: number
  is_mirrorlist: number
  from_mirror_id: number | null
  package_set_id: number | null
  module_set_id: number | null
  errata_set_id: number | null
  /** Of the files in force; '' where none is. */
  checksums: Record<PartKind, string>
  index_url: string
  etag: string
  last_modified: string
  /** Of the repository. */
  valid_until: number
}

interface DueRow extends Omit<DueMirror, 'checksums'> {
  checksum: string
  module_checksum: string | null
  errata_checksum: string | null
}

/** Mirror lists, or mirrors that hold a repository. */
export type DueKind = 'lists' | 'mirrors'

/**
 * The mirrors that a refresh reads: enabled and refreshed ones of enabled repositories (of these, or of all), at
 * most `perRepo` each; those that hosts named come before those that a list gave, those that fail after the others.
 */
export async function listDueMirrors(
  db: Queryable,
  kind: DueKind,
  perRepo: number,
  repoIds: readonly number[] | undefined,
): Promise<DueMirror[]> {
  const wanted = repoIds
    ? sql`r.id in (select k.id from ${rowSource(
        db,
        'k',
        { id: 'int' },
        repoIds.map((id) => [id]),
      )})`
    : sql`1 = 1`
  const { rows } = await sql<DueRow>`
    select due.*, n.checksum as module_checksum, e.checksum as errata_checksum from (
      select m.id, m.repo_id, r.name as repo_name, m.type, r.arch, m.url, m.state, m.reason, m.fail_count,
        m.failing_since, m.is_mirrorlist, m.from_mirror_id, m.checksum, m.package_set_id, m.module_set_id,
        m.errata_set_id, m.index_url, m.etag, m.last_modified, r.valid_until,
        row_number() over (partition by m.repo_id order by case when m.state = 'failing' then 1 else 0 end,
          case when m.from_mirror_id is null then 0 else 1 end, m.id) as rank
      from mirror m join repo r on r.id = m.repo_id
      where m.enabled = 1 and m.refresh = 1 and m.is_mirrorlist = ${kind === 'lists' ? 1 : 0} and r.enabled = 1
        and ${wanted}) as due
    left join package_set n on n.id = due.module_set_id left join package_set e on e.id = due.errata_set_id
    where due.rank <= ${perRepo} order by due.repo_id, due.rank`.execute(db.query)
  return rows.map(toDueMirror)
}

function toDueMirror({ checksum, module_checksum, errata_checksum, ...row }: DueRow): DueMirror {
  const packages = row.package_set_id === null ? '' : checksum
  return { ...row, checksums: { packages, modules: module_checksum ?? '', errata: errata_checksum ?? '' } }
}

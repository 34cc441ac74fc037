import { toTime } from '../../api/answers/time.ts'
import type { LegacyRow } from '../../db/legacy/reads.ts'
import { type LegacyResource, type MemberKind, toNameId } from '../../db/legacy/resource.ts'

/** The address of a thing: `http://host/api/package/5/`. */
export type ToUrl = (resource: string, id?: string | number) => string

/** A row in the words of the old API: relations are addresses. */
export function toLegacy(resource: LegacyResource, row: LegacyRow, toUrl: ToUrl): object {
  const members = Object.entries(resource.members).map(([member, [, kind]]) => {
    return [member, toMember(row.members[member] ?? null, kind, toUrl)]
  })
  const many = Object.entries(resource.many ?? {}).map(([member, { link }]) => {
    const others = row.many[member] ?? []
    if (link === '') return [member, others]
    return [member, others.map((other) => toUrl(link, link === 'reference' ? toNameId(String(other)) : other))]
  })
  return { ...(resource.isNamed ? { id: row.id } : {}), ...Object.fromEntries([...members, ...many]) }
}

function toMember(value: string | number | null, kind: MemberKind, toUrl: ToUrl) {
  if (kind === 'value') return value
  if (kind === 'flag') return value === 1
  if (kind === 'time') return toTime(Number(value))
  if ('made' in kind) return kind.made(String(value ?? ''))
  if ('link' in kind) return value === null ? null : toUrl(kind.link, value)
  return value === '' || value === null ? null : toUrl(kind.named, toNameId(String(value)))
}

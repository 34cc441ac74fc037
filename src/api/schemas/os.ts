import { Type } from 'typebox'
import { Count, Flag, Id, Ids, listQuery, named, PageOf, Reference, Text, Time } from './common.ts'

export const OsRelease = named('OsRelease', {
  id: Type.Integer(),
  name: Type.String(),
  codename: Type.String(),
  cpe_name: Type.String(),
  variants: Count,
  hosts: Count,
  repositories: Count,
  released_at: Time,
  ends_at: Type.Unsafe<string | null>({
    ...Time,
    description: 'the last day on which everybody gets its updates; null where nobody says',
  }),
  extended_at: Type.Unsafe<string | null>({ ...Time, description: 'the same for those who pay for more' }),
})
export const OsReleaseListQuery = listQuery(['name', 'variants', 'hosts', 'repositories', 'ends_at'], {
  used: Flag('some host runs it'),
  has_repositories: Flag('has repositories of its own'),
  needs_repositories: Flag('some host of it looks at its repositories, too'),
  ended: Flag('nobody but those who pay gets its updates any more'),
})
export const OsReleasePage = PageOf(OsRelease)

export const OsVariant = named('OsVariant', {
  id: Type.Integer(),
  name: Type.String(),
  arch: Type.String(),
  codename: Type.String(),
  release: Reference,
  hosts: Count,
})
export const OsVariantListQuery = listQuery(['name', 'release', 'hosts'], {
  release: Text('id of its release'),
  used: Flag('some host runs it'),
})
export const OsVariantPage = PageOf(OsVariant)

export const OsReleaseDetail = named('OsReleaseDetail', {
  ...OsRelease.properties,
  variant_list: Type.Array(OsVariant),
  repository_list: Type.Array(Reference),
})

export const OsReleaseChange = named('OsReleaseChange', {
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 255 })),
  codename: Type.Optional(Type.String({ maxLength: 255 })),
  cpe_name: Type.Optional(Type.String({ maxLength: 255 })),
})
export const OsReleaseRepositories = named('OsReleaseRepositories', { ids: Ids })
export const OsVariantChange = named('OsVariantChange', { release_id: Id })
export const OsVariantAction = named('OsVariantAction', { action: Type.Enum(['delete-unused']) })

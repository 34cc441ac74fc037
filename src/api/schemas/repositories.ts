import { Type } from 'typebox'
import {
  Count,
  FacetValue,
  Flag,
  Id,
  Ids,
  listQuery,
  named,
  PageOf,
  Reference,
  RejectItem,
  Text,
  Time,
  Values,
} from './common.ts'

const RepositoryState = Type.Enum(['ok', 'failing', 'partly', 'host-only', 'new', 'disabled'])

export const Repository = named('Repository', {
  id: Type.Integer(),
  name: Type.String(),
  label: Type.String({ description: 'how people name it' }),
  type: Type.String(),
  repo_id: Type.String(),
  arch: Type.String(),
  enabled: Type.Boolean(),
  security: Type.Boolean({ description: 'an administrator said so, or its Release file' }),
  security_reason: Type.String(),
  auth_required: Type.Boolean(),
  muted: Type.Boolean(),
  state: RepositoryState,
  reason: Type.String(),
  failing_since: Time,
  confirmed_at: Time,
  mirrors: Count,
  packages: Count,
  hosts: Count,
  url: Type.String(),
  suite: Type.String(),
  codename: Type.String(),
  release_label: Type.String({ description: 'Label of its Release file' }),
  origin: Type.String(),
})

const filters = {
  type: Values('deb, rpm, arch, gentoo or apk'),
  arch: Values('architecture'),
  enabled: Flag('enabled'),
  security: Flag('security repositories'),
  muted: Flag('muted'),
  state: Values('ok, failing, partly, host-only, new or disabled'),
  os_release: Values('id of an OS release that it is linked to'),
  host: Text('name of a host that uses it'),
  package_id: Text('id of a package version that it offers'),
  mirrors_refreshed: Flag('false: some mirror is not refreshed any more'),
  mirrors_enabled: Flag('false: some mirror is disabled'),
  has_mirrors: Flag('has a mirror'),
  used_by_hosts: Flag('used by some host'),
  used: Flag('used by some host or linked to an OS release'),
}

export const RepositoryListQuery = listQuery(['name', 'type', 'hosts', 'packages', 'state', 'confirmed_at'], filters)
export const RepositoryPage = PageOf(Repository)
export const RepositoryFacets = named('RepositoryFacets', {
  state: Type.Array(FacetValue),
  type: Type.Array(FacetValue),
  arch: Type.Array(FacetValue),
})

export const RepositoryChange = named('RepositoryChange', {
  enabled: Type.Optional(Type.Boolean()),
  security: Type.Optional(Type.Boolean()),
  muted: Type.Optional(Type.Boolean()),
})

export const RepositoryAction = named('RepositoryAction', {
  action: Type.Enum(['enable', 'disable', 'mark-security', 'mark-non-security', 'mute', 'unmute', 'refresh', 'delete']),
  ids: Type.Optional(Ids),
  filter: Type.Optional(Type.Object({ ...filters, q: Text('search') })),
})

const MirrorPart = named('MirrorPart', {
  kind: Type.Enum(['packages', 'modules', 'errata']),
  count: Count,
  rejects: Type.Integer({ description: 'items of its file that could not be used' }),
  checksum: Type.String(),
  since: Time,
})

const MirrorReference = named('MirrorReference', { id: Type.Integer(), url: Type.String() })

export const Mirror = named('Mirror', {
  id: Type.Integer(),
  repository: Reference,
  url: Type.String(),
  enabled: Type.Boolean(),
  refresh: Type.Boolean(),
  is_mirrorlist: Type.Boolean(),
  state: Type.Enum(['new', 'ok', 'failing', 'host-only']),
  reason: Type.String(),
  failing_since: Time,
  fail_count: Count,
  last_access_ok: Type.Boolean(),
  checked_at: Time,
  confirmed_at: Time,
  changed_at: Time,
  checksum: Type.String(),
  packages: Count,
  parts: Type.Array(MirrorPart, { description: 'what was read of it and is in force' }),
  from: Type.Union([MirrorReference, Type.Null()], {
    description: 'the mirror list or metalink that gave it; null: a host or a person named it',
  }),
  gave: Type.Integer({ minimum: 0, description: 'mirrors that it gave, where it is a mirror list' }),
  rejects: Count,
})

export const RepositoryDetail = named('RepositoryDetail', {
  ...Repository.properties,
  modules: Type.Integer({ minimum: 0, description: 'module streams that it describes' }),
  errata: Type.Integer({ minimum: 0, description: 'errata that it lists' }),
  mirror_list: Type.Array(Mirror),
  os_releases: Type.Array(Reference),
})

const mirrorFilters = {
  repository: Text('id of its repository'),
  checksum: Text('checksum of its index'),
  state: Values('new, ok, failing or host-only'),
  enabled: Flag('enabled'),
  refresh: Flag('refreshed'),
  is_mirrorlist: Flag('a mirror list or metalink'),
  from_mirror: Text('id of the mirror list or metalink that gave it'),
  shared_checksum: Flag('whose index is also that of a mirror of another repository'),
}
export const MirrorListQuery = listQuery(
  ['url', 'packages', 'state', 'checked_at', 'changed_at', 'checksum'],
  mirrorFilters,
)
export const MirrorPage = PageOf(Mirror)

export const MirrorDetail = named('MirrorDetail', {
  ...Mirror.properties,
  reject_items: Type.Array(RejectItem),
  gave_list: Type.Array(Mirror, { description: 'the mirrors that it gave' }),
  same_elsewhere: Type.Array(Mirror, { description: 'mirrors of other repositories with the same index' }),
})

export const MirrorChange = named('MirrorChange', {
  enabled: Type.Optional(Type.Boolean()),
  refresh: Type.Optional(Type.Boolean()),
  url: Type.Optional(Type.String({ minLength: 1, maxLength: 512 })),
})

export const MirrorAction = named('MirrorAction', {
  action: Type.Enum(['enable', 'disable', 'enable-refresh', 'disable-refresh', 'delete', 'link']),
  ids: Type.Optional(Ids),
  filter: Type.Optional(Type.Object({ ...mirrorFilters, q: Text('search') })),
  repository: Type.Optional(Id),
})

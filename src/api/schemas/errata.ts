import { Type } from 'typebox'
import { Count, FacetValue, Flag, ItemsOf, listQuery, named, PageOf, Reference, Text, Time, Values } from './common.ts'

export const Erratum = named('Erratum', {
  id: Type.Integer(),
  name: Type.String(),
  source: Type.String({ description: '`updateinfo`, or the feed that it is from' }),
  type: Type.String({ description: 'security, bugfix, enhancement, newpackage, … as its vendor says' }),
  severity: Type.String({ description: "as its vendor says, in lower case; '' where it says none" }),
  title: Type.String(),
  issued_at: Time,
  updated_at: Time,
  packages: Count,
  cves: Count,
  references: Count,
  os_releases: Type.Array(Reference),
})

export const ErratumListQuery = listQuery(['name', 'type', 'issued_at', 'updated_at'], {
  type: Values('security, bugfix, enhancement, …'),
  severity: Values('critical, important, …'),
  source: Values('updateinfo, or the source of a feed: debian, ubuntu, …'),
  has_fix: Flag('names a version that is right'),
  os_release: Values('id of an OS release'),
  cve: Text('exact name of a CVE'),
  has_cves: Flag('names some CVE'),
  reference: Type.Optional(Type.String({ maxLength: 1000, description: 'address of a page that it refers to' })),
  package: Text('exact name of a package that it fixes'),
  package_id: Text('id of a package version that fixes it'),
  repository: Text('id of a repository that lists it'),
  host: Text('name of a host where a pending update brings it'),
})
export const ErratumPage = PageOf(Erratum)
export const ErratumHostsQuery = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 20_000, description: 'names of up to 500 errata, separated by commas' }),
})
export const ErratumHosts = ItemsOf(
  named('ErratumWaiting', {
    name: Type.String(),
    waiting_hosts: Type.Integer({ minimum: 0, description: 'where a pending update brings it' }),
  }),
)

export const ErratumFacets = named('ErratumFacets', {
  type: Type.Array(FacetValue),
  severity: Type.Array(FacetValue),
  source: Type.Array(FacetValue),
})

export const FixedPackage = named('FixedPackage', {
  id: Type.Integer(),
  name: Type.String(),
  full_version: Type.String(),
  arch: Type.String(),
  module: Type.String({ description: "name:stream; '' outside of modules" }),
  hosts: Type.Integer({ minimum: 0, description: 'that have this very version' }),
})

export const ErratumFix = named('ErratumFix', {
  package: Type.String({ description: 'with its category, where there are categories' }),
  of: Type.Enum(['binary', 'source'], { description: 'source: holds for all that is built of it' }),
  distribution: Type.String(),
  release: Type.String({ description: "as its vendor calls it; '' where there is but one" }),
  arches: Type.Array(Type.String(), { description: 'empty for all' }),
  module: Type.String({ description: "name:stream; '' outside of modules" }),
  pocket: Type.String({
    description: "'' for everybody; esm-infra, esm-apps, … for hosts with that part of Ubuntu Pro",
  }),
  state: Type.Enum(['fixed', 'unfixed', 'not-affected', 'postponed', 'ignored', 'ended', 'undetermined']),
  fixed: Type.String({ description: "the version from which on all is right; '' where `versions` tell" }),
  versions: Type.String({ description: 'in words, where one version does not tell' }),
  note: Type.String(),
})

export const ErratumDetail = named('ErratumDetail', {
  ...Erratum.properties,
  description: Type.String(),
  waiting_hosts: Type.Integer({ minimum: 0, description: 'where a pending update brings it' }),
  accepted_hosts: Type.Integer({ minimum: 0, description: 'of these, hosts for which somebody accepts that' }),
  cve_list: Type.Array(Type.String()),
  reference_list: Type.Array(Type.Object({ url: Type.String(), kind: Type.String(), title: Type.String() })),
  package_list: Type.Array(FixedPackage),
  fix_list: Type.Array(ErratumFix, { description: 'what it says of packages without naming builds' }),
  available_from: Type.Array(Reference, { description: 'enabled repositories that list it' }),
})

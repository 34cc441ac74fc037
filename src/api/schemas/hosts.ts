import { Type } from 'typebox'
import { Count, FacetValue, Flag, listQuery, named, PageOf, Text, Time, Values } from './common.ts'
import { MODULE_BUILD } from './modules.ts'

export const HostState = Type.Enum(['silent', 'security', 'bugfix', 'unknown', 'current'])

export const HostSummary = named('HostSummary', {
  id: Type.Integer(),
  hostname: Type.String(),
  domain: Type.String(),
  state: HostState,
  security_updates: Count,
  bugfix_updates: Count,
  has_unknown: Type.Boolean({ description: 'some repository could not be read: the counts are a lower bound' }),
  os: Type.Object({
    variant: Type.String(),
    variant_id: Type.Integer(),
    release: Type.String(),
    release_id: Type.Integer(),
  }),
  kernel: Type.String(),
  arch: Type.String(),
  packages: Count,
  reboot: Type.Object({ state: Type.Enum(['yes', 'no', 'unknown']), reason: Type.String() }),
  last_report_at: Time,
  tags: Type.Array(Type.String()),
  ip: Type.String(),
})

const filters = {
  state: Values('silent, security, bugfix, unknown or current'),
  tag: Values('tag'),
  domain: Values('domain'),
  os_release: Values('id of an OS release'),
  os_variant: Values('id of an OS variant'),
  arch: Values('machine architecture'),
  reboot: Values('yes, no or unknown'),
  package: Text('name of an installed package'),
  package_id: Text('id of an installed package version'),
  module: Text('name, name:stream or name:stream:version:context:arch of an active module'),
  erratum: Text('name of an erratum that a pending update of it brings'),
  cve: Text('name of a CVE'),
  cve_status: Text(
    'with `cve`: affected (unless told), reboot, accepted, fixed, not-applicable, unknown; several by commas',
  ),
  repository: Text('id of a repository that the host uses'),
  update: Text('id of a pending update'),
  update_security: Flag('with `update`: where it is (not) a security update'),
  update_of: Text('name of a package that a pending update of it brings'),
  has_repositories: Flag('uses some repository'),
  dns_differs: Flag('checks its DNS name, and the reverse name of its address is another one'),
}

export const HostListQuery = listQuery(
  ['hostname', 'security', 'bugfix', 'os', 'kernel', 'packages', 'last_report'],
  filters,
)
export const HostPage = PageOf(HostSummary)

export const HostFacets = named('HostFacets', {
  state: Type.Array(FacetValue),
  tag: Type.Array(FacetValue),
  domain: Type.Array(FacetValue),
  os_release: Type.Array(FacetValue),
  os_variant: Type.Array(FacetValue),
  arch: Type.Array(FacetValue),
  reboot: Type.Array(FacetValue),
})

export const HostParams = Type.Object({ hostname: Type.String({ maxLength: 255 }) })

export const Host = named('Host', {
  ...HostSummary.properties,
  reverse_dns: Type.String(),
  check_dns: Type.Boolean(),
  host_repos_only: Type.Boolean(),
  client_version: Type.String(),
  boot_time: Time,
  created_at: Time,
  updates_as_of: Time,
  unknown: Type.Array(Type.String(), { description: 'repositories that could not be read' }),
  counts: Type.Object({
    updates: Count,
    replacements: Count,
    packages: Count,
    repositories: Count,
    modules: Count,
    reports: Count,
    events: Count,
  }),
})

export const HostChange = named('HostChange', {
  check_dns: Type.Optional(Type.Boolean()),
  host_repos_only: Type.Optional(Type.Boolean()),
  tags: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 255 }), { maxItems: 100 })),
})

export const HostAction = named('HostAction', {
  action: Type.Enum(['find-updates', 'delete']),
  hostnames: Type.Optional(Type.Array(Type.String({ maxLength: 255 }), { maxItems: 10_000 })),
  filter: Type.Optional(
    Type.Object({ ...filters, q: Text('search') }, { description: 'the same as of the list; {} for every host' }),
  ),
})

export const UpdateState = Type.Enum(['pending', 'held', 'phased', 'excluded', 'kept-back', 'replacement'])

export const HostUpdate = named('HostUpdate', {
  id: Type.Integer({ description: 'of the update, the same on every host' }),
  name: Type.String(),
  category: Type.String({ description: "Gentoo's; '' elsewhere" }),
  arch: Type.String({
    description:
      "as the host's own tool lists it: apt the installed package's architecture, the others the candidate's",
  }),
  installed: Type.String(),
  installed_arch: Type.String(),
  replaces: Type.String({ description: "name of the installed package where that is another one; '' otherwise" }),
  candidate: Type.String(),
  security: Type.Boolean(),
  state: UpdateState,
  repository: Type.String(),
  repository_id: Type.Union([Type.Integer(), Type.Null()]),
  errata: Type.Array(Type.String(), { description: 'that it brings, by name; security ones first' }),
  reason: Type.String(),
})

export const HostUpdateQuery = listQuery(
  ['name', 'security', 'state'],
  {
    state: Values('pending, held, phased, excluded, kept-back; replacement, which is listed only when it is named'),
    security: Flag('only (non-)security updates'),
  },
  { perPage: 10_000 },
)

export const HostUpdatePage = Type.Object({
  ...PageOf(HostUpdate).properties,
  as_of: Time,
  unknown: Type.Array(Type.String(), { description: 'repositories that could not be read' }),
})

export const HostPackage = named('HostPackage', {
  id: Type.Integer(),
  name: Type.String(),
  category: Type.String({ description: "Gentoo's; '' elsewhere" }),
  arch: Type.String(),
  version: Type.String(),
  held: Type.Boolean(),
  update: Type.Optional(
    Type.Object({ candidate: Type.String(), security: Type.Boolean(), state: UpdateState, id: Type.Integer() }),
  ),
})

export const HostPackageQuery = listQuery(['name', 'arch'], {
  with_update: Flag('only packages with (without) an update'),
  available: Flag('false: only packages that no repository offers'),
})
export const HostPackagePage = PageOf(HostPackage)

export const HostRepository = named('HostRepository', {
  id: Type.Integer(),
  name: Type.String(),
  label: Type.String({ description: 'how people name it' }),
  type: Type.String(),
  priority: Type.Integer(),
  enabled: Type.Boolean(),
  security: Type.Boolean(),
  state: Type.String(),
  reason: Type.String(),
  confirmed_at: Time,
})
export const HostRepositoryPage = PageOf(HostRepository)

export const HostModule = named('HostModule', {
  ...MODULE_BUILD,
  repository: Type.String({ description: 'the id that the host gives the repository' }),
  available: Type.Boolean({ description: 'some enabled repository describes this build' }),
  packages: Type.Array(Type.String(), { description: 'as the host reported them' }),
})
export const HostModulePage = Type.Object({
  ...PageOf(HostModule).properties,
  disabled: Type.Array(Type.String(), { description: 'names of modules that the host has disabled' }),
})

export const HostEvent = named('HostEvent', {
  id: Type.Integer(),
  at: Time,
  kind: Type.Enum(['installed', 'removed', 'upgraded', 'downgraded', 'kernel', 'rebooted']),
  name: Type.String(),
  arch: Type.String(),
  old: Type.String(),
  new: Type.String(),
})
export const HostEventQuery = listQuery(['at'], { kind: Values('kind of event') })
export const HostEventPage = PageOf(HostEvent)

export const ExplainQuery = Type.Object({
  package: Type.String({ minLength: 1, maxLength: 255 }),
  arch: Text('only this architecture'),
})

const UnknownSource = Type.Object({
  repository_id: Type.Union([Type.Integer(), Type.Null()], { description: 'null: it is about the host' }),
  name: Type.String(),
  reason: Type.String(),
})

/** Why a package of a host has an update, or none: as data, and in sentences. */
export const Explanation = named('Explanation', {
  hostname: Type.String(),
  package: Type.String(),
  sentences: Type.Array(Type.String()),
  unknown: Type.Array(UnknownSource),
  lines: Type.Array(
    Type.Object({
      name: Type.String({ description: 'of the package, with its category where there is one' }),
      arch: Type.String(),
      installed: Type.String({ description: "'' when it is not installed" }),
      candidate: Type.String(),
      state: Type.Enum(['pending', 'held', 'phased', 'excluded', 'kept-back', 'replacement', 'none']),
      security: Type.Boolean(),
      sentences: Type.Array(Type.String(), { description: 'the rule that decided, then what else matters' }),
      versions: Type.Array(
        Type.Object({
          version: Type.String(),
          installed: Type.Boolean(),
          priority: Type.Integer(),
          verdict: Type.String(),
          repositories: Type.Array(
            Type.Object({
              id: Type.Integer(),
              label: Type.String(),
              priority: Type.Integer(),
              security: Type.Boolean(),
              arch: Type.String(),
              phased: Type.Integer(),
            }),
          ),
        }),
        { description: 'the highest first' },
      ),
    }),
  ),
})

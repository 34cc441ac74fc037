import { Type } from 'typebox'
import { Count, FacetValue, Flag, listQuery, named, PageOf, Reference, Text, Time, Values } from './common.ts'

export const Score = Type.Unsafe<number | null>({
  type: ['number', 'null'],
  description: 'CVSS, 0 to 10, of the source that is believed most',
})
export const Share = (description: string) => Type.Unsafe<number | null>({ type: ['number', 'null'], description })

export const CveHostCounts = named('CveHostCounts', {
  affected: Type.Integer({ minimum: 0, description: 'hosts that have it, without the following' }),
  reboot: Type.Integer({
    minimum: 0,
    description: 'hosts whose running kernel has it, and the one that is started next has not',
  }),
  accepted: Type.Integer({ minimum: 0, description: 'hosts that have it, where somebody accepts that' }),
})

export const Cve = named('Cve', {
  id: Type.Integer(),
  name: Type.String(),
  state: Type.Enum(['unknown', 'published', 'rejected'], { description: 'unknown: no record of it was read' }),
  title: Type.String({ description: 'or the beginning of its description' }),
  severity: Type.String({ description: "critical, high, medium, low, none; '' where nobody says" }),
  severity_from: Type.String({ description: 'whose word that is: vendor, cna, adp, nvd, other' }),
  score: Score,
  epss: Share('how likely it is exploited in the next 30 days, 0 to 1'),
  epss_percentile: Share('share of all CVEs that are no likelier, 0 to 1'),
  exploited_since: Type.Unsafe<string | null>({
    type: ['string', 'null'],
    format: 'date-time',
    description: 'known to be exploited (CISA) since; null where it is not',
  }),
  published_at: Time,
  modified_at: Time,
  errata: Count,
  cwes: Type.Array(Type.String()),
  hosts: CveHostCounts,
  fix: Type.Enum(['available', 'partly', 'none', ''], { description: "of what hosts have; '' where no host has it" }),
})

const filters = {
  severity: Values('critical, high, medium, low or none'),
  state: Values('published, rejected or unknown'),
  exploited: Flag('known to be exploited'),
  epss_min: Type.Optional(Type.Number({ minimum: 0, maximum: 1, description: 'least EPSS' })),
  score_min: Type.Optional(Type.Number({ minimum: 0, maximum: 10, description: 'least CVSS score' })),
  affecting: Flag('some host has it'),
  fix_available: Flag('a version that is right exists for something that a host has'),
  os_release: Values('id of an OS release whose hosts have it'),
  host: Text('name of a host that has it'),
  package: Text('name of an installed package that has it'),
  ended_by: Text('name of a package whose pending updates end it; without what is accepted for all hosts'),
  erratum: Text('name of an erratum that names it'),
  cwe: Values('CWE-79, …'),
  accepted: Flag('somebody accepts it; with `host`: for that host'),
}

export const CveListQuery = listQuery(['urgency', 'name', 'score', 'epss', 'published_at', 'modified_at'], filters)
export const CvePage = PageOf(Cve)
export const CveFacets = named('CveFacets', { severity: Type.Array(FacetValue), state: Type.Array(FacetValue) })
export const CveParams = Type.Object({ name: Type.String({ maxLength: 40 }) })

const FixState = Type.Enum(['fixed', 'unfixed', 'not-affected', 'postponed', 'ignored', 'ended', 'undetermined'])
const MatchState = Type.Enum(['fixable', 'unfixed', 'postponed', 'ignored', 'ended', 'undetermined'])

export const CveFact = named('CveFact', {
  source: Type.String({ description: 'who says it' }),
  erratum: Type.String({ description: "that says it; '' where none does" }),
  distribution: Type.String(),
  release: Type.String({ description: "as the source calls it; '' where a distribution has but one" }),
  os_releases: Type.Array(Reference, { description: 'of hosts for which it holds' }),
  of: Type.Enum(['binary', 'source']),
  package: Type.String(),
  arch: Type.String({ description: "'' for all" }),
  state: FixState,
  fixed: Type.String({ description: "the first version that is right; '' where there is none or no single one" }),
  note: Type.String({ description: 'why' }),
})

export const CvePackage = named('CvePackage', {
  id: Type.Integer(),
  name: Type.String(),
  full_version: Type.String(),
  arch: Type.String(),
  os_release: Reference,
  state: MatchState,
  fixed: Type.String({ description: "of it or of its source; '' where there is none" }),
  hosts: Count,
  offers: Type.Array(
    Type.Object({
      id: Type.Integer({ description: 'of the package version' }),
      full_version: Type.String(),
      repository: Type.Union([Reference, Type.Null()]),
    }),
    {
      description:
        'updates of hosts that end it, and the repositories that have them (null: hosts found it themselves)',
    },
  ),
})

export const CveDetail = named('CveDetail', {
  ...Cve.properties,
  description: Type.String(),
  exploited: Type.Unsafe<{
    title: string
    vendor: string
    product: string
    description: string
    action: string
    ransomware: boolean
    due_at: string | null
  } | null>({
    type: ['object', 'null'],
    description: "CISA's entry; null where it is not known to be exploited",
    properties: {
      title: { type: 'string' },
      vendor: { type: 'string' },
      product: { type: 'string' },
      description: { type: 'string' },
      action: { type: 'string' },
      ransomware: { type: 'boolean' },
      due_at: { type: ['string', 'null'], format: 'date-time' },
    },
    required: ['title', 'vendor', 'product', 'description', 'action', 'ransomware', 'due_at'],
  }),
  host_status: Type.Object(
    {
      affected: Count,
      reboot: Count,
      accepted: Count,
      fixed: Count,
      'not-applicable': Count,
      unknown: Count,
    },
    { description: 'all hosts; each number is that of /hosts?cve=…&cve_status=…' },
  ),
  score_list: Type.Array(
    Type.Object({
      source: Type.String(),
      by: Type.String(),
      role: Type.Enum(['cna', 'adp', 'nvd', 'other']),
      version: Type.String(),
      vector: Type.String(),
      score: Share('computed from the vector'),
      stated: Share('beside the vector'),
      severity: Type.String(),
      fault: Type.String({ description: "why it is no vector, or that another score is stated; '' otherwise" }),
    }),
  ),
  cwe_list: Type.Array(Type.Object({ name: Type.String(), title: Type.String() })),
  reference_list: Type.Array(Type.Object({ url: Type.String(), kind: Type.String() })),
  errata_list: Type.Array(
    Type.Object({
      name: Type.String(),
      source: Type.String(),
      type: Type.String(),
      severity: Type.String(),
      title: Type.String(),
      issued_at: Time,
    }),
  ),
  package_list: Type.Array(CvePackage, { description: 'installed ones that have it, the most widespread first' }),
  fact_list: Type.Array(CveFact, { description: 'what distributions say of it, package by package' }),
})

export const HostCve = named('HostCve', {
  ...Cve.properties,
  accepted: Type.Boolean({ description: 'on this host' }),
  packages: Type.Array(
    Type.Object({
      name: Type.String(),
      arch: Type.String(),
      installed: Type.String(),
      state: MatchState,
      fixed: Type.String(),
      brought: Type.Boolean({ description: 'a pending update brings a version that is right' }),
      reboot: Type.Boolean({ description: 'it is the kernel that runs, and the one that is started next is right' }),
      note: Type.String({ description: "what its distribution says of it; '' where nothing" }),
    }),
  ),
})
export const HostCvePage = PageOf(HostCve)
export const HostCveQuery = listQuery(['urgency', 'name', 'score', 'epss', 'published_at', 'modified_at'], {
  severity: filters.severity,
  exploited: filters.exploited,
  epss_min: filters.epss_min,
  package: filters.package,
  accepted: Flag('somebody accepts it for the host'),
  end: Values('what ends it there: update (pending), reboot, not-offered, or none'),
})

export const Cwe = named('Cwe', {
  name: Type.String(),
  title: Type.String({ description: "'' where its name was not read" }),
  description: Type.String(),
  kind: Type.String({ description: 'weakness, category or view' }),
  status: Type.String(),
  cves: Count,
})
export const CweListQuery = listQuery(['name', 'title', 'cves'], { kind: Values('weakness, category or view') })
export const CwePage = PageOf(Cwe)

export const WebReference = named('WebReference', {
  url: Type.String(),
  kind: Type.String(),
  title: Type.String(),
  errata: Count,
  cves: Type.Integer({ minimum: 0, description: 'counted with the filter `cve` only' }),
})
export const ReferenceListQuery = listQuery(['url', 'kind', 'errata', 'cves'], {
  kind: Values('bugzilla, cve, self, …'),
  erratum: Text('name of an erratum'),
  cve: Text('name of a CVE: its own references and those of its errata'),
})
export const WebReferencePage = PageOf(WebReference)

import type { components, operations } from './schema.gen.ts'

type Schemas = components['schemas']

export type Summary = Schemas['Summary']
export type HostSummary = Schemas['HostSummary']
export type Host = Schemas['Host']
export type HostState = HostSummary['state']
export type HostUpdate = Schemas['HostUpdate']
export type UpdateState = HostUpdate['state']
export type HostPackage = Schemas['HostPackage']
export type HostRepository = Schemas['HostRepository']
export type HostEvent = Schemas['HostEvent']
export type PackageSummary = Schemas['PackageSummary']
export type PackageVersion = Schemas['PackageVersion']
export type Update = Schemas['Update']
export type Repository = Schemas['Repository']
export type RepositoryState = Repository['state']
export type Mirror = Schemas['Mirror']
export type RejectItem = Schemas['RejectItem']
export type Module = Schemas['Module']
export type HostModule = Schemas['HostModule']
export type Erratum = Schemas['Erratum']
export type Cve = Schemas['Cve']
export type CveDetail = Schemas['CveDetail']
export type HostCve = Schemas['HostCve']
export type PriorityItem = Schemas['PriorityItem']
export type PriorityList = Schemas['PriorityList']
export type Cwe = Schemas['Cwe']
export type WebReference = Schemas['WebReference']
export type SecurityException = Schemas['SecurityException']
export type Feed = Schemas['Feed']
export type OsRelease = Schemas['OsRelease']
export type OsVariant = Schemas['OsVariant']
export type ReportSummary = Schemas['ReportSummary']
export type ReportDetail = Schemas['ReportDetail']
export type Job = Schemas['Job']
export type Issue = Schemas['Issue']
export type ApiKey = Schemas['ApiKey']
export type User = Schemas['User']
export type FacetValue = Schemas['FacetValue']

/** What a list can be asked by: so that a filter that the API does not know is an error of the build. */
export type QueryKey<Operation extends keyof operations> = operations[Operation]['parameters'] extends {
  query?: infer Query
}
  ? keyof NonNullable<Query> & string
  : never

import type {
  CveCvssTable,
  CveCweTable,
  CveFixPackageTable,
  CveFixTable,
  CveMatchStateTable,
  CvePackageTable,
  CveRecountTable,
  CveReferenceTable,
  CveReleaseTable,
  CveSourceTable,
  CveTable,
  CweTable,
  HostKernelTable,
  PackageCveTable,
  SetReleaseTable,
  SolvedCveTable,
} from './tables/cve.ts'
import type { DistroReleaseTable } from './tables/distro-release.ts'
import type { ErratumCveTable, ErratumReferenceTable, ErratumReleaseTable, ErratumTable } from './tables/erratum.ts'
import type { ErratumFixTable, FeedTable } from './tables/feed.ts'
import type {
  HostEventTable,
  HostModuleTable,
  HostPackageTable,
  HostReportedUpdateTable,
  HostRepoTable,
  HostTable,
  HostTagTable,
  HostUpdateTable,
  ModuleTable,
} from './tables/host.ts'
import type { OsReleaseRepoTable, OsReleaseTable, OsVariantTable } from './tables/os.ts'
import type { PackageNameTable, PackageTable, PackageUpdateTable, RemovalTable, VendorTable } from './tables/package.ts'
import type {
  PackageSetEntryTable,
  PackageSetTable,
  SetErratumPackageTable,
  SetErratumTable,
  SetModuleDefaultTable,
  SetModulePackageTable,
  SetModuleTable,
  SetObsoleteTable,
  SetRejectTable,
} from './tables/package-set.ts'
import type { MirrorTable, RepoKeyTable, RepoTable } from './tables/repo.ts'
import type { ReportBodyTable, ReportRejectTable, ReportTable } from './tables/report.ts'
import type {
  SecurityExceptionHostTable,
  SecurityExceptionTable,
  SecurityExceptionTagTable,
} from './tables/security-exception.ts'
import type { ApiKeyTable, LoginFailureTable, SessionTable, UserAccountTable } from './tables/user.ts'
import type { FleetDayTable, JobTable, ScheduleRunTable } from './tables/work.ts'

/**
 * The tables. Times are UTC milliseconds, 0 for never. Booleans are 0 or 1 (`Flag`), JSON is text: the same on
 * both databases. What does not exist is '' or 0, never null: only references that may be absent are null.
 */
export interface Tables {
  user_account: UserAccountTable
  session: SessionTable
  login_failure: LoginFailureTable
  api_key: ApiKeyTable
  os_release: OsReleaseTable
  os_release_repo: OsReleaseRepoTable
  os_variant: OsVariantTable
  host: HostTable
  host_tag: HostTagTable
  host_package: HostPackageTable
  host_repo: HostRepoTable
  host_module: HostModuleTable
  host_reported_update: HostReportedUpdateTable
  host_event: HostEventTable
  host_update: HostUpdateTable
  package_name: PackageNameTable
  package: PackageTable
  removal: RemovalTable
  package_update: PackageUpdateTable
  package_set: PackageSetTable
  package_set_entry: PackageSetEntryTable
  set_reject: SetRejectTable
  set_obsolete: SetObsoleteTable
  set_module: SetModuleTable
  set_module_default: SetModuleDefaultTable
  set_module_package: SetModulePackageTable
  set_erratum: SetErratumTable
  set_erratum_package: SetErratumPackageTable
  vendor: VendorTable
  erratum: ErratumTable
  erratum_cve: ErratumCveTable
  erratum_reference: ErratumReferenceTable
  erratum_release: ErratumReleaseTable
  erratum_fix: ErratumFixTable
  feed: FeedTable
  distro_release: DistroReleaseTable
  cve: CveTable
  cve_source: CveSourceTable
  cve_cvss: CveCvssTable
  cve_cwe: CveCweTable
  cve_reference: CveReferenceTable
  cwe: CweTable
  cve_fix: CveFixTable
  cve_fix_package: CveFixPackageTable
  package_cve: PackageCveTable
  cve_package: CvePackageTable
  set_release: SetReleaseTable
  cve_match_state: CveMatchStateTable
  cve_recount: CveRecountTable
  cve_release: CveReleaseTable
  host_kernel: HostKernelTable
  solved_cve: SolvedCveTable
  security_exception: SecurityExceptionTable
  security_exception_host: SecurityExceptionHostTable
  security_exception_tag: SecurityExceptionTagTable
  module: ModuleTable
  repo: RepoTable
  repo_key: RepoKeyTable
  mirror: MirrorTable
  report: ReportTable
  report_body: ReportBodyTable
  report_reject: ReportRejectTable
  job: JobTable
  schedule_run: ScheduleRunTable
  fleet_day: FleetDayTable
}

import type { PackageType } from '../model/package.ts'
import type {
  RebootState,
  Report,
  ReportedModule,
  ReportedPackage,
  ReportedRepo,
  ReportedUpdate,
} from '../model/report.ts'
import { assembleReport } from './assemble.ts'
import { type RawPackage, toModule, toPackage, toRepo, toUpdate, type Unusable, type Warn } from './items.ts'
import { MAX_MODULES, MAX_PACKAGES, MAX_REPOS, MAX_UPDATES } from './limits.ts'
import { readLines, splitQuoted } from './lines.ts'
import { RejectLog } from './reject-log.ts'
import { withRepoRules } from './repo-rules.ts'
import { toTime } from './time.ts'
import { toWords } from './words.ts'

/** The fields of a protocol 1 form by name. One that is missing is empty; unknown ones are ignored. */
export type FormFields = Readonly<Record<string, string | undefined>>

/**
 * Reads protocol 1. Never fails: what cannot be used is in the report's rejects.
 *
 * Beside the fields of the existing client a newer one may send `boot_time`, `machine_id`, `client_version`,
 * `local_updates` (`true`: the lists of updates are whole), and the lists `excludes`, `locks`, `disabled_modules`, `repo_order`, `hotfix_repos` (ids),
 * `running_services_to_restart` (by commas or white space); `repo_excludes` and `repo_includes`, lines of
 * `'id' 'glob' …`; and after the last field of a package line, in any order, `'source=…'`, `'source_version=…'`,
 * `'held=1'`, `'vendor=…'`, `'install_time=…'`.
 *
 * @example 'libssl3' '' '3.0.15' '1~deb12u1' 'amd64' 'deb' 'source=openssl' 'held=1'
 */
export function parseFormReport(fields: FormFields): Report {
  const log = new RejectLog()
  const section = (name: string) => fields[name] ?? ''
  const packages = readLines('packages', section('packages'), MAX_PACKAGES, log, readPackage)
  const raw = {
    protocol: 1 as const,
    hostname: section('host'),
    arch: section('arch'),
    kernel: section('kernel'),
    os: section('os'),
    tags: section('tags').split(','),
    reboot: toReboot(section('reboot')),
    packages: packages.length > 0 ? packages : undefined,
    repos: withRepoRules(readLines('repos', section('repos'), MAX_REPOS, log, readRepo), fields, log),
    modules: readLines('modules', section('modules'), MAX_MODULES, log, readModule),
    securityUpdates: readLines('sec_updates', section('sec_updates'), MAX_UPDATES, log, readUpdate),
    bugfixUpdates: readLines('bug_updates', section('bug_updates'), MAX_UPDATES, log, readUpdate),
    localUpdates: section('local_updates').trim() === 'true',
    bootTime: toTime(section('boot_time').trim()),
    machineId: section('machine_id'),
    clientVersion: section('client_version'),
    excludes: toWords(section('excludes')),
    locks: toWords(section('locks')),
    disabledModules: toWords(section('disabled_modules')),
    repoOrder: toWords(section('repo_order')),
    servicesToRestart: toWords(section('running_services_to_restart')),
  }
  return assembleReport(raw, log)
}

/** `ServerCheck` asks the server; only the newer client says that none is needed. */
function toReboot(text: string): RebootState {
  const word = text.trim().toLowerCase()
  return word === 'true' ? 'yes' : word === 'false' ? 'no' : 'unknown'
}

const NOT_QUOTED = 'its fields are not in single quotes with one space between'

function readPackage(line: string, warn: Warn): ReportedPackage | Unusable | undefined {
  const fields = splitQuoted(line)
  if (!fields) return NOT_QUOTED
  const [name, epoch, version, release, arch, typeName] = fields
  if (name === 'gpg-pubkey') return undefined
  if (name === undefined || epoch === undefined || version === undefined) return TOO_FEW
  if (release === undefined || arch === undefined || typeName === undefined) return TOO_FEW
  const type = toType(typeName)
  if (!type) return `"${typeName}" is no type of package`
  const gentoo = type === 'gentoo'
  const raw: RawPackage = {
    type,
    category: (gentoo && fields[6]) || '',
    name,
    epoch,
    version,
    release,
    arch,
    repo: (gentoo && fields[7]) || '',
    source: '',
    sourceVersion: '',
    held: false,
    vendor: '',
    installTime: 0,
  }
  for (let i = gentoo ? 8 : 6; i < fields.length; i++) addExtra(raw, fields[i] ?? '')
  return toPackage(raw, warn)
}

const TOO_FEW = 'it has too few fields'

function addExtra(raw: RawPackage, field: string): void {
  const equals = field.indexOf('=')
  const value = field.slice(equals + 1)
  switch (field.slice(0, Math.max(equals, 0))) {
    case 'source':
      raw.source = value
      break
    case 'source_version':
      raw.sourceVersion = value
      break
    case 'held':
      raw.held = value === '1' || value === 'true'
      break
    case 'vendor':
      raw.vendor = value
      break
    case 'install_time':
      raw.installTime = toTime(value)
  }
}

function readRepo(line: string, warn: Warn): ReportedRepo | Unusable {
  const fields = splitQuoted(line)
  if (!fields) return NOT_QUOTED
  const type = toType(fields[0] ?? '')
  if (!type) return `"${fields[0]}" is no type of repository`
  // `deb` lines have no id, `arch` lines no priority
  const name = fields[1] ?? ''
  const id = type === 'deb' ? '' : (fields[2] ?? '')
  const priority = type === 'arch' ? undefined : fields[type === 'deb' ? 2 : 3]
  const urls = fields.slice(type === 'deb' || type === 'arch' ? 3 : 4)
  const rules = { hotfix: false, excludes: [], includes: [] }
  return toRepo({ type, name, id, priority: readPriority(priority, warn), urls, ...rules }, warn)
}

function readPriority(text: string | undefined, warn: Warn): number | undefined {
  if (text === undefined || text.trim() === '') return undefined
  if (/^\s*-?\d{1,9}\s*$/.test(text)) return Number(text)
  warn(`"${text}" is no priority; the default is taken`)
  return undefined
}

function readModule(line: string, warn: Warn): ReportedModule | Unusable {
  const [name, stream, version, context, arch, repo, ...packages] = splitQuoted(line) ?? []
  if (name === undefined) return NOT_QUOTED
  if (stream === undefined || version === undefined || context === undefined || arch === undefined) return TOO_FEW
  return toModule({ name, stream, version, context, arch, repo: repo ?? '', packages }, warn)
}

/** `name.arch version repo_id`; the apt form has no repository. The architecture follows the last dot. */
function readUpdate(line: string, warn: Warn): ReportedUpdate | Unusable {
  const [full = '', version, repo = '', ...more] = line.split(/\s+/)
  if (version === undefined || more.length > 0) return 'it has not two or three words'
  const dot = full.lastIndexOf('.')
  if (dot <= 0) return toUpdate({ name: full, arch: '', version, repo }, warn)
  return toUpdate({ name: full.slice(0, dot), arch: full.slice(dot + 1), version, repo }, warn)
}

export function toType(text: string): PackageType | undefined {
  return TYPES.find((type) => type === text)
}

const TYPES: readonly PackageType[] = ['deb', 'rpm', 'arch', 'gentoo', 'apk']

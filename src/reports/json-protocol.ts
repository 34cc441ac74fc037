import type { PackageType } from '../model/package.ts'
import type { Report, ReportedModule, ReportedUpdate } from '../model/report.ts'
import { assembleReport } from './assemble.ts'
import { type FieldErrors, NULL, notAnObject } from './field-errors.ts'
import {
  type RawPackage,
  type RawRepo,
  toModule,
  toPackage,
  toRepo,
  toUpdate,
  type Unusable,
  type Warn,
} from './items.ts'
import { MAX_MODULES, MAX_PACKAGES, MAX_REPOS, MAX_TEXT, MAX_UPDATES, MAX_URL } from './limits.ts'
import { isObject, type JsonObject, ObjectReader } from './object-reader.ts'
import { RejectLog } from './reject-log.ts'
import { toTime } from './time.ts'

export type JsonOutcome = { report: Report } | { errors: FieldErrors }

/**
 * Reads a protocol 2 body (already parsed as JSON). `errors` is what the existing API answers, nested like the
 * body; an item that is valid there but of no use here is a reject of the report.
 */
export function parseJsonReport(body: unknown): JsonOutcome {
  if (!isObject(body)) return { errors: { non_field_errors: [notAnObject(body)] } }
  const reader = new ObjectReader(body)
  checkProtocol(reader, body)
  const head = {
    hostname: reader.required('hostname'),
    arch: reader.required('arch'),
    kernel: reader.required('kernel'),
    os: reader.required('os'),
    tags: reader.texts('tags', MAX_TEXT),
    reboot: reader.boolean('reboot_required'),
  }
  const packages = reader.objects('packages', readPackage, readPlainPackage)
  const repos = reader.objects('repos', readRepo)
  const modules = reader.objects('modules', readModule)
  const security = reader.objects('sec_updates', readUpdate)
  const bugfix = reader.objects('bug_updates', readUpdate)
  if (reader.errors) return { errors: reader.errors }
  const log = new RejectLog()
  const raw = {
    protocol: 2 as const,
    ...head,
    reboot: head.reboot === undefined ? ('unknown' as const) : head.reboot ? ('yes' as const) : ('no' as const),
    packages: packages && use('packages', packages, MAX_PACKAGES, log, usePackage),
    repos: repos && use('repos', repos, MAX_REPOS, log, toRepo),
    modules: modules && use('modules', modules, MAX_MODULES, log, toModule),
    securityUpdates: use('sec_updates', security ?? [], MAX_UPDATES, log, toUpdate),
    bugfixUpdates: use('bug_updates', bugfix ?? [], MAX_UPDATES, log, toUpdate),
    localUpdates: isTrue(body.local_updates),
    bootTime: toTime(body.boot_time),
    machineId: reader.extra('machine_id'),
    clientVersion: reader.extra('client_version'),
    excludes: reader.extraTexts('excludes'),
    locks: reader.extraTexts('locks'),
    disabledModules: reader.extraTexts('disabled_modules'),
    repoOrder: reader.extraTexts('repo_order'),
    servicesToRestart: reader.extraTexts('running_services_to_restart'),
  }
  return { report: assembleReport(raw, log) }
}

function checkProtocol(reader: ObjectReader, body: JsonObject): void {
  if (body.protocol === null) reader.fail('protocol', NULL)
  const protocol = reader.integer('protocol')
  if (protocol !== undefined && protocol !== 2) reader.fail('protocol', 'This endpoint only accepts protocol 2')
}

const TYPES: ReadonlySet<PackageType> = new Set(['deb', 'rpm', 'arch', 'gentoo', 'apk'])

function readPackage(reader: ObjectReader, item: JsonObject): RawPackage {
  return {
    name: reader.required('name'),
    epoch: reader.optional('epoch'),
    version: reader.required('version'),
    release: reader.optional('release'),
    arch: reader.required('arch'),
    type: reader.choice('type', TYPES) ?? 'deb',
    category: reader.optional('category'),
    repo: reader.optional('repo'),
    source: reader.extra('source'),
    sourceVersion: reader.extra('source_version'),
    held: isTrue(item.held),
    vendor: reader.extra('vendor'),
    installTime: item.install_time === undefined ? 0 : toTime(item.install_time),
  }
}

/**
 * What `readPackage` would read, where every member is a text of the usual length: a report has thousands of
 * them, and this costs a fifth.
 */
function readPlainPackage(item: JsonObject): RawPackage | undefined {
  const { name, version, arch, type, held, install_time } = item
  const { epoch = '', release = '', category = '', repo = '', source = '', source_version = '', vendor = '' } = item
  if (!isTextUsual(name) || !isTextUsual(version) || !isTextUsual(arch)) return undefined
  if (name.trim() === '' || version.trim() === '' || arch.trim() === '') return undefined
  if (!isTextUsual(epoch) || !isTextUsual(release) || !isTextUsual(category) || !isTextUsual(repo)) return undefined
  if (!isTextUsual(source) || !isTextUsual(source_version) || !isTextUsual(vendor)) return undefined
  if (!TYPES.has(type as PackageType)) return undefined
  return {
    name,
    epoch,
    version,
    release,
    arch,
    type: type as PackageType,
    category,
    repo,
    source,
    sourceVersion: source_version,
    held: isTrue(held),
    vendor,
    installTime: install_time === undefined ? 0 : toTime(install_time),
  }
}

function isTextUsual(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_TEXT
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true' || value === 1
}

function readRepo(reader: ObjectReader, item: JsonObject): RawRepo {
  return {
    type: reader.choice('type', TYPES) ?? 'deb',
    name: reader.optional('name'),
    id: reader.optional('id'),
    priority: reader.integer('priority'),
    urls: reader.texts('urls', MAX_URL),
    hotfix: isTrue(item.module_hotfixes),
    excludes: reader.extraTexts('excludes'),
    includes: reader.extraTexts('includes'),
  }
}

function readModule(reader: ObjectReader): ReportedModule {
  return {
    name: reader.required('name'),
    stream: reader.required('stream'),
    version: reader.optional('version'),
    context: reader.optional('context'),
    arch: reader.optional('arch'),
    repo: reader.optional('repo'),
    packages: reader.texts('packages', MAX_TEXT),
  }
}

function readUpdate(reader: ObjectReader): ReportedUpdate {
  return {
    name: reader.required('name'),
    version: reader.required('version'),
    arch: reader.optional('arch'),
    repo: reader.optional('repo'),
  }
}

function usePackage(raw: RawPackage, warn: Warn) {
  return raw.name === 'gpg-pubkey' ? undefined : toPackage(raw, warn)
}

/** From valid items to those that can be used: with a reject for each that cannot. */
function use<R, T extends object>(
  section: string,
  raws: R[],
  most: number,
  log: RejectLog,
  toItem: (raw: R, warn: Warn) => T | Unusable | undefined,
): T[] {
  const items: T[] = []
  for (let i = 0; i < raws.length; i++) {
    const raw = raws[i] as R
    if (items.length === most) {
      log.add(section, i + 1, JSON.stringify(raw), `a report may have ${most}: the rest is left out`)
      break
    }
    const item = toItem(raw, (reason) => log.add(section, i + 1, JSON.stringify(raw), reason))
    if (typeof item === 'string') log.add(section, i + 1, JSON.stringify(raw), item)
    else if (item) items.push(item)
  }
  return items
}

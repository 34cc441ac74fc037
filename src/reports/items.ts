import { fullVersion, type PackageType } from '../model/package.ts'
import type { ReportedModule, ReportedPackage, ReportedRepo, ReportedUpdate } from '../model/report.ts'
import { MAX_LIST, MAX_MODULE_PACKAGES, MAX_TEXT, MAX_URL, MAX_URLS } from './limits.ts'
import { toVersionParts } from './package-identity.ts'
import { findOddity, isPlain, isPrintable, NOT_UTF8, toText } from './text.ts'
import { toTextList } from './text-list.ts'

/**
 * An item of a report, free of its wire format: both protocols read their fields as text and come here, so that
 * the same facts end in the same item. `warn` tells what was left out of an item that is used.
 */
export type Warn = (reason: string) => void

/** Why an item cannot be used, one sentence. */
export type Unusable = string

export interface RawPackage {
  type: PackageType
  category: string
  name: string
  epoch: string
  version: string
  release: string
  arch: string
  repo: string
  source: string
  sourceVersion: string
  held: boolean
  vendor: string
  installTime: number
}

export function toPackage(raw: RawPackage, warn: Warn): ReportedPackage | Unusable {
  if (isAllPlain(raw)) return toChecked(raw)
  const oddity = findOddity(
    [raw.name, raw.version, raw.release, raw.arch, raw.epoch, raw.category, raw.repo, raw.source].join('') +
      raw.sourceVersion +
      raw.vendor,
  )
  if (oddity === 'unusable') return CONTROL_CHARACTER
  if (oddity === 'replaced') warn(NOT_UTF8)
  return toChecked(toCleaned(raw))
}

function isAllPlain(raw: RawPackage): boolean {
  const identity = isPlain(raw.name) && isPlain(raw.version) && isPlain(raw.release) && isPlain(raw.arch)
  if (!identity || !isPlain(raw.epoch) || !isPlain(raw.category) || !isPlain(raw.repo)) return false
  return isPlain(raw.source) && isPlain(raw.sourceVersion) && isPrintable(raw.vendor)
}

function toCleaned(raw: RawPackage): RawPackage {
  return {
    ...raw,
    name: toText(raw.name),
    version: toText(raw.version),
    release: toText(raw.release),
    arch: toText(raw.arch),
    epoch: toText(raw.epoch),
    category: toText(raw.category),
    repo: toText(raw.repo),
    source: toText(raw.source),
    sourceVersion: toText(raw.sourceVersion),
    vendor: toText(raw.vendor),
  }
}

function toChecked(raw: RawPackage): ReportedPackage | Unusable {
  if (raw.name === '' || raw.version === '' || raw.arch === '') return 'name, version or architecture is missing'
  if (isTooLong(raw.name, raw.epoch, raw.version, raw.release, raw.arch, raw.category, raw.repo)) return TOO_LONG
  // most come as they are kept: those are not made anew
  let item: ReportedPackage = raw
  const { epoch, version, release } = toVersionParts(raw.type, raw)
  if (epoch !== raw.epoch || version !== raw.version || release !== raw.release) {
    item = { ...item, epoch, version, release }
  }
  const { source, sourceVersion } = toSource(item)
  if (source !== item.source || sourceVersion !== item.sourceVersion) item = { ...item, source, sourceVersion }
  // rpm says (none)
  if (raw.vendor.length > MAX_TEXT || raw.vendor === '(none)') item = { ...item, vendor: '' }
  return item
}

/** Indexes leave out what is the package's own: so do we, or one package had two descriptions. */
function toSource(p: ReportedPackage): { source: string; sourceVersion: string } {
  const { source, sourceVersion } = p
  if (source === '' && sourceVersion === '') return p
  const isOwnVersion = sourceVersion === '' || sourceVersion === fullVersion(p)
  if ((source === p.name && isOwnVersion) || source.length > MAX_TEXT) return { source: '', sourceVersion: '' }
  return { source, sourceVersion: isOwnVersion || sourceVersion.length > MAX_TEXT ? '' : sourceVersion }
}

export interface RawRepo {
  type: PackageType
  name: string
  id: string
  /** undefined: the family's default. */
  priority: number | undefined
  urls: string[]
  hotfix: boolean
  excludes: string[]
  includes: string[]
}

const DEFAULT_PRIORITY: Record<PackageType, number> = { deb: 500, rpm: 99, arch: 0, gentoo: 0, apk: 0 }

export function toRepo(raw: RawRepo, warn: Warn): ReportedRepo | Unusable {
  const { type } = raw
  const name = toText(raw.name)
  // apt has no ids, pacman no priorities: what a client may put there means nothing
  const id = type === 'deb' ? '' : toText(raw.id)
  const priority = type === 'arch' ? 0 : (raw.priority ?? DEFAULT_PRIORITY[type])
  if (isTooLong(name, id)) return TOO_LONG
  const oddity = findOddity(name + id)
  if (oddity === 'unusable') return CONTROL_CHARACTER
  if (oddity === 'replaced') warn(NOT_UTF8)
  const urls = toUrls(raw.urls, warn)
  if (urls.length === 0) return 'it has no usable url'
  // apt pins, and does not exclude by repository
  if (type === 'deb') return { type, name, id, priority, urls, hotfix: false, excludes: [], includes: [] }
  const [excludes, includes] = [toGlobs(raw.excludes, warn), toGlobs(raw.includes, warn)]
  return { type, name, id, priority, urls, hotfix: raw.hotfix, excludes, includes }
}

function toGlobs(raw: string[], warn: Warn): string[] {
  return toTextList(raw, MAX_LIST, (_, text, reason) => warn(`"${text.slice(0, 80)}" among its excludes: ${reason}`))
}

function toUrls(raw: string[], warn: Warn): string[] {
  const urls: string[] = []
  if (raw.length > MAX_URLS) warn(`only the first ${MAX_URLS} of ${raw.length} urls are used`)
  for (const item of raw.slice(0, MAX_URLS)) {
    const url = toText(item)
    if (url.length > MAX_URL) warn(`a url is longer than ${MAX_URL} characters`)
    else if (findOddity(url) !== '' || /\s/.test(url)) warn('a url holds a space or a control character')
    else if (url !== '' && !urls.includes(url)) urls.push(url)
  }
  return urls
}

export function toModule(raw: ReportedModule, warn: Warn): ReportedModule | Unusable {
  const [name, stream, version] = [toText(raw.name), toText(raw.stream), toText(raw.version)]
  const [context, arch, repo] = [toText(raw.context), toText(raw.arch), toText(raw.repo)]
  if (name === '' || stream === '') return 'name or stream is missing'
  if (isTooLong(name, stream, version, context, arch, repo)) return TOO_LONG
  const packages = raw.packages.map(toText).filter((nevra) => nevra !== '' && nevra.length <= MAX_TEXT)
  const oddity = findOddity([name, stream, version, context, arch, repo, ...packages].join(''))
  if (oddity === 'unusable') return CONTROL_CHARACTER
  if (oddity === 'replaced') warn(NOT_UTF8)
  if (packages.length > MAX_MODULE_PACKAGES) warn(`only the first ${MAX_MODULE_PACKAGES} packages are kept`)
  return { name, stream, version, context, arch, repo, packages: packages.slice(0, MAX_MODULE_PACKAGES) }
}

export function toUpdate(raw: ReportedUpdate, warn: Warn): ReportedUpdate | Unusable {
  const [name, version, arch, repo] = [toText(raw.name), toText(raw.version), toText(raw.arch), toText(raw.repo)]
  if (name === '' || version === '') return 'name or version is missing'
  if (isTooLong(name, version, arch, repo)) return TOO_LONG
  const oddity = findOddity(name + version + arch + repo)
  if (oddity === 'unusable') return CONTROL_CHARACTER
  if (oddity === 'replaced') warn(NOT_UTF8)
  // "0:1-2" and "1-2" are one version
  return { name, version: version.replace(/^(0+|\(none\)):/, ''), arch, repo }
}

const TOO_LONG = `a field is longer than ${MAX_TEXT} characters`
const CONTROL_CHARACTER = 'it holds a control character'

function isTooLong(...fields: string[]): boolean {
  for (const field of fields) if (field.length > MAX_TEXT) return true
  return false
}

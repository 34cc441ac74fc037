import type { Candidate, Obsolete } from '../../model/candidate.ts'
import { canonicalEpoch, fullVersion } from '../../model/package.ts'
import { splitNevra } from '../../versions/rpm/nevra.ts'

/** What is read of a <package> of primary.xml: as written there, '' for what it has not. */
export interface RawPackage {
  name: string
  arch: string
  epoch: string
  version: string
  release: string
  /** Of the package file, in hex. */
  checksum: string
  vendor: string
  /** `bash-5.1.8-9.el9.src.rpm`. */
  sourceRpm: string
  obsoletes: readonly Obsolete[]
  /** The element holds bytes that are not UTF-8, or characters that XML does not allow. */
  isGarbled: boolean
}

/** The candidate that it describes, or why it describes none (one sentence). */
export function toCandidate(raw: RawPackage): Candidate | string {
  const fault = findFault(raw)
  if (fault !== '') return fault
  const [source, sourceVersion] = parseSourceRpm(raw.sourceRpm)
  return {
    type: 'rpm',
    category: '',
    name: raw.name,
    epoch: canonicalEpoch(raw.epoch),
    version: raw.version,
    release: raw.release,
    arch: raw.arch,
    source,
    sourceVersion,
    phased: 100,
    vendor: toLine(raw.vendor),
    obsoletes: raw.obsoletes.length > 1 ? toUnique(raw.obsoletes) : raw.obsoletes,
  }
}

/** Written out: this is done for each package of an index. */
function findFault(raw: RawPackage): string {
  const { name, version, release, arch, epoch } = raw
  if (name === '' || version === '' || arch === '') {
    return `It has no ${REQUIRED.filter((field) => raw[field] === '').join(' and no ')}.`
  }
  if (ODD.test(name) || ODD.test(version) || ODD.test(release) || ODD.test(arch)) {
    return `Its ${CHECKED.find((field) => ODD.test(raw[field]))} holds blanks or control characters.`
  }
  return epoch === '' || DIGITS.test(epoch) ? '' : 'Its epoch is not a number.'
}

/** Sources are in the index of some repositories; no host installs them. */
export function isSource(arch: string): boolean {
  return arch === 'src' || arch === 'nosrc'
}

/** An entry of <rpm:obsoletes>; undefined where it names nothing. */
export function toObsolete(
  name: string,
  flags: string,
  evr: { epoch: string; version: string; release: string },
): Obsolete | undefined {
  const relation = RELATIONS[flags]
  if (name === '' || ODD.test(name)) return undefined
  if (relation === undefined || evr.version === '') return { name, relation: '', version: '' }
  return { name, relation, version: fullVersion({ ...evr, epoch: canonicalEpoch(evr.epoch) }) }
}

/** Some say the same twice. */
function toUnique(obsoletes: readonly Obsolete[]): readonly Obsolete[] {
  const byText = new Map(obsoletes.map((one) => [`${one.name} ${one.relation} ${one.version}`, one]))
  return byText.size === obsoletes.length ? obsoletes : [...byText.values()]
}

const RELATIONS: Record<string, Obsolete['relation']> = { EQ: '=', LT: '<', LE: '<=', GT: '>', GE: '>=' }

const REQUIRED = ['name', 'version', 'arch'] as const
const CHECKED = ['name', 'version', 'release', 'arch'] as const
const DIGITS = /^\d+$/

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const ODD = /[\u0000-\u0020\u007f]/

let lastSource: { file: string; parts: [string, string] } = { file: '', parts: ['', ''] }

/** Packages of one source follow each other. */
function parseSourceRpm(file: string): [string, string] {
  if (lastSource.file !== file) lastSource = { file, parts: splitSourceRpm(file) }
  return lastSource.parts
}

/** An epoch is not part of a file's name. */
function splitSourceRpm(file: string): [string, string] {
  const nevra = file.endsWith('.rpm') ? splitNevra(file.slice(0, -'.rpm'.length)) : undefined
  return nevra ? [nevra.name, `${nevra.version}-${nevra.release}`] : ['', '']
}

function toLine(text: string): string {
  return ODD_BLANKS.test(text) ? text.replace(ALL_BLANKS, ' ').trim() : text
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const ODD_BLANKS = /[\u0000-\u001f\u007f\u00a0]| {2}/

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const ALL_BLANKS = /[\s\u0000-\u001f\u007f]+/g

import { toCpeVersion, toReleaseCpe } from './release-cpe.ts'
import { toSuseName } from './suse-name.ts'

/** What a host's `os` says: spec "The operating system string". */
export interface OsName {
  /** As reported, in one spelling: `Debian 12.8`, `Rocky Linux 9.5`. */
  variant: string
  /** The line that errata and repositories belong to: `Debian 12`, `Rocky Linux 9`. */
  release: string
  /** Of the variant; '' when not told. */
  codename: string
  /** The codename is also that of the release (not so where each minor version has its own). */
  releaseHasCodename: boolean
  /** Of the variant. */
  cpe: string
  /** What of it is true of the whole release. */
  releaseCpe: string
}

/** Splits and canonicalises an operating system's name. Takes any text: an odd one is a release of its own. */
export function toOsName(os: string): OsName {
  const { name, codename, cpe } = splitOs(os)
  const variant = toVariant(name)
  const family = FAMILIES.find(({ pattern }) => pattern.test(variant))
  const named = family ? variant.replace(family.pattern, family.release) : withoutMinor(variant, cpe)
  const release = family?.finish?.(named) ?? named
  const releaseHasCodename = family?.oneCodename === true && codename !== ''
  return { variant, release, codename, releaseHasCodename, cpe, releaseCpe: toReleaseCpe(cpe, variant, release) }
}

const UNKNOWN = 'unknown'

function splitOs(os: string): { name: string; codename: string; cpe: string } {
  const [, withCode = os, cpe = ''] = /^(.*?)\s*\[\s*(cpe:[^\]]*?)\s*\]\s*$/is.exec(os) ?? []
  // "Ubuntu Kinetic Kudu (22.10)", "Ubuntu precise (12.04.5 LTS)"
  const beforeCpe = withCode
    .replace(/^Ubuntu ([A-Za-z ]+) \((\d+\.\d\d[^()]*)\)/, 'Ubuntu $2 ($1)')
    // a service pack is no codename: "openEuler 24.03 (LTS-SP2)"
    .replace(/^((?:open)?EulerOS|openEuler)( release)? ([\d.]+) \(((?:LTS|SP)[\w-]*)\)/, '$1 $3 $4')
  const name = beforeCpe.replace(/\s*\([^()]*\)/g, '').trim()
  const codenames = [...beforeCpe.matchAll(/\(([^()]*)\)/g)].map(([, inside = '']) => inside.trim())
  return { name, codename: codenames.find((text) => !IS_ARCH.test(text)) ?? '', cpe }
}

// "openSUSE 13.2 (Harlequin) (x86_64)"
const IS_ARCH = /^(x86[_-]64|amd64|aarch64|arm64|i[3-6]86|ppc64(le)?|s390x?|riscv64)?$/i

function toVariant(name: string): string {
  const spaced = name.replace(/\s+/g, ' ')
  const suse = toSuseName(spaced)
  if (suse !== undefined) return suse
  for (const [pattern, text] of SPELLINGS) if (pattern.test(spaced)) return spaced.replace(pattern, text)
  return spaced === '' ? UNKNOWN : spaced
}

/** Different words for one system; the first that fits. */
const SPELLINGS: [RegExp, string][] = [
  [/^Debian GNU\/Linux\b/, 'Debian'],
  [/^Raspbian GNU\/Linux\b/, 'Raspbian'],
  [/^AlmaLinux( release)?\b/, 'Alma Linux'],
  [/^(Red Hat Enterprise Linux)( (?:Server|Client|Workstation|ComputeNode|[AEW]S))?( release)? (?=\d)/, '$1 '],
  [/^Enterprise Linux Enterprise Linux( Server)?( release)? (?=\d)/, 'Oracle Linux '],
  [/^(CentOS Linux|CentOS Stream|CentOS|Fedora Linux|Fedora|Oracle Linux)( Server)?( release)? (?=\d)/, '$1 '],
  [/^Scientific Linux( Fermi| CERN SLC)?( release)? (?=\d)/, 'Scientific Linux '],
  [/^openSUSE (?=42\.\d)/, 'openSUSE Leap '],
  [/^Gentoo(\/Linux| Linux| Base System.*)?$/, 'Gentoo Linux'],
  // as /etc/system-release says it: "Amazon Linux AMI release 2018.03", "Arch Linux release"
  [/ release(?= V?\d|$)/, ''],
]

interface Family {
  pattern: RegExp
  /** What `pattern` is replaced by. */
  release: string
  finish?: (release: string) => string
  oneCodename?: true
}

const FAMILIES: Family[] = [
  { pattern: /^(Debian|Raspbian) (\d+)(\.\d+)*$/, release: '$1 $2', oneCodename: true },
  { pattern: /^Ubuntu (\d+\.\d\d)(\.\d+)*( LTS)?.*$/, release: 'Ubuntu $1$3', finish: withLts, oneCodename: true },
  { pattern: /^CentOS(?: Linux)? (\d+)\b.*$/, release: 'CentOS $1', oneCodename: true },
  { pattern: /^(CentOS Stream|Red Hat Enterprise Linux) (\d+)\b.*$/, release: '$1 $2', oneCodename: true },
  { pattern: /^Rocky Linux (\d+)\b.*$/, release: 'Rocky Linux $1', oneCodename: true },
  // Alma has another codename for each minor version, Fedora an edition in its place
  { pattern: /^(Alma Linux|Oracle Linux|Scientific Linux|EuroLinux|MIRACLE LINUX) (\d+)\b.*$/, release: '$1 $2' },
  { pattern: /^(Virtuozzo Linux|CloudLinux|Anolis OS|TencentOS Server|Navy Linux) (\d+)\b.*$/, release: '$1 $2' },
  { pattern: /^Fedora(?: Linux)? (\d+)\b.*$/, release: 'Fedora $1' },
  // by the name that its errata use
  { pattern: /^Amazon Linux AMI \d.*$/, release: 'Amazon Linux 1' },
  { pattern: /^Amazon Linux (\d+)\b.*$/, release: 'Amazon Linux $1' },
  { pattern: /^openSUSE Leap (\d+\.\d+)\b.*$/, release: 'openSUSE Leap $1' },
  { pattern: /^openSUSE Tumbleweed( .*)?$/, release: 'openSUSE Tumbleweed' },
  { pattern: /^(SUSE Linux Enterprise [A-Za-z ]+?) (\d+)(?:[ -]?(SP\d+))?$/, release: '$1 $2 $3', finish: trimEnd },
  { pattern: /^Alpine(?: Linux)? v?(\d+\.\d+)\b.*$/, release: 'Alpine $1' },
  { pattern: /^Alpine(?: Linux)? v?edge$/, release: 'Alpine edge' },
]

/** Every second April release has long support, whether the host says so or not. */
function withLts(release: string): string {
  const [, year = '1', month] = /^Ubuntu (\d+)\.(\d\d)$/.exec(release) ?? []
  return month === '04' && Number(year) % 2 === 0 ? `${release} LTS` : release
}

/** "TencentOS Server 3.1" whose CPE name says 3 is a 3, whatever system it is. */
function withoutMinor(variant: string, cpe: string): string {
  const [, name, major] = /^(\D+ )(\d+)(?:\.\d+)+$/.exec(variant) ?? []
  return name !== undefined && toCpeVersion(cpe) === major ? name + major : variant
}

function trimEnd(release: string): string {
  return release.trimEnd()
}

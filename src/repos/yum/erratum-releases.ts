import type { Erratum } from '../../model/erratum.ts'

/**
 * Names of the OS releases that an erratum is for, as hosts' systems are named. `known`: those that there are; what is
 * for a line of systems (EPEL 9, SUSE Linux Enterprise 15 SP6) is for each of them that is known. Empty where nothing
 * in it tells.
 */
export function findErratumReleases(
  erratum: Pick<Erratum, 'name' | 'products' | 'packages'>,
  known: readonly string[],
): string[] {
  const texts = [erratum.name, ...erratum.products]
  const exact = erratum.products.filter((product) => known.includes(product))
  const found = new Set([...exact, ...RULES.flatMap((rule) => matchAll(rule, texts, known))])
  if (found.size === 0 || /^CE[SBE]A-/.test(erratum.name)) {
    for (const release of byDistTags(erratum)) for (const name of release(known)) found.add(name)
  }
  return [...found].sort()
}

interface Rule {
  /** Of an erratum's name, or of one of its products. */
  pattern: RegExp
  toReleases: (match: string[], known: readonly string[]) => string[]
}

const RULES: Rule[] = [
  {
    pattern: /\bEPEL(?: |-)(\d+)(?:\.\d+)?(?! Next|-N)\b/,
    toReleases: ([, major = ''], known) => toElReleases(major, known),
  },
  { pattern: /\bEPEL (\d+)(?:\.\d+)? Next\b/, toReleases: ([, major]) => [`CentOS Stream ${major}`] },
  // ALAS2023-2024-1, ALAS2DOCKER-2024-1; the AMI's are ALAS-2018-1
  { pattern: /^amazon[- ]linux[- ](\d+)\b/i, toReleases: named('Amazon Linux') },
  { pattern: /^ALAS(20\d\d|2)(?:[A-Z][\w.]*)?-/, toReleases: named('Amazon Linux') },
  { pattern: /^ALAS-20\d\d-/, toReleases: () => ['Amazon Linux 1'] },
  { pattern: /\brocky[- ]linux[- ](\d+)\b/i, toReleases: named('Rocky Linux') },
  { pattern: /\balma ?linux[- ](\d+)\b/i, toReleases: named('Alma Linux') },
  { pattern: /^oracle linux (\d+)\b/i, toReleases: named('Oracle Linux') },
  { pattern: /^ol(\d+)_/, toReleases: named('Oracle Linux') },
  { pattern: /^CentOS Stream (\d+)\b/i, toReleases: named('CentOS Stream') },
  { pattern: /^CentOS(?: Linux)?[ -](\d+)\b/i, toReleases: named('CentOS') },
  { pattern: /^Red Hat Enterprise Linux\D*(\d+)\b/, toReleases: named('Red Hat Enterprise Linux') },
  { pattern: /^rhel-(?:\D[^-]*-)*(\d+)(?![^-]*_)\b/, toReleases: named('Red Hat Enterprise Linux') },
  { pattern: /^Fedora(?: Linux)? (\d+)\b/, toReleases: named('Fedora') },
  { pattern: /^openSUSE[- ](?:Leap|SLE)[- ](\d+\.\d+)\b/, toReleases: named('openSUSE Leap') },
  { pattern: /^openSUSE[- ](42\.\d)\b/, toReleases: named('openSUSE Leap') },
  { pattern: /^openSUSE (1[0-3]\.\d)\b/, toReleases: named('openSUSE') },
  { pattern: /^openSUSE[- ]Tumbleweed\b/, toReleases: () => ['openSUSE Tumbleweed'] },
  {
    pattern: /^(?:SUSE-SLE|SUSE Linux Enterprise|SLE)[- ]Micro[- ](\d+\.\d+)\b/,
    toReleases: named('SUSE Linux Enterprise Micro'),
  },
  {
    // SUSE-SLE-Module-Basesystem-15-SP6-2024-1, SUSE-SLE-SERVER-12-SP5-LTSS-2024-1, SLE-Module-Containers 12
    pattern: /^(?:SUSE-SLE|SUSE Linux Enterprise|SLE[SD]?)[- ](?!Micro)(?:[A-Za-z_]+[- ])*(1[1-9])(?:[- ](SP\d))?\b/,
    toReleases: ([, major = '', pack], known) => toSuseReleases(major, pack, known),
  },
]

function named(system: string): Rule['toReleases'] {
  return ([, version]) => [`${system} ${version}`]
}

function matchAll({ pattern, toReleases }: Rule, texts: readonly string[], known: readonly string[]): string[] {
  return texts.flatMap((text) => {
    const match = pattern.exec(text)
    return match ? toReleases(match, known) : []
  })
}

const EL =
  /^(Red Hat Enterprise Linux|CentOS|CentOS Stream|Rocky Linux|Alma Linux|Oracle Linux|Scientific Linux|EuroLinux|MIRACLE LINUX|Virtuozzo Linux|CloudLinux|Navy Linux) (\d+)$/

/** All that are built from Red Hat's. */
function toElReleases(major: string, known: readonly string[]): string[] {
  return known.filter((name) => EL.exec(name)?.[2] === major)
}

/** All products of a service pack. Modules of 12 are for each of its service packs. */
function toSuseReleases(major: string, pack: string | undefined, known: readonly string[]): string[] {
  const version = pack === undefined ? (major === '12' ? '12(?: SP\\d)?' : major) : `${major} ${pack}`
  const pattern = new RegExp(`^SUSE Linux Enterprise (?!Micro)[A-Za-z ]+ ${version}$`)
  const found = known.filter((name) => pattern.test(name))
  return found.length > 0 ? found : [`SUSE Linux Enterprise Server ${major}${pack === undefined ? '' : ` ${pack}`}`]
}

const SYSTEMS: [RegExp, string][] = [
  [/^RH[SBE]A-/, 'Red Hat Enterprise Linux'],
  [/^CE[SBE]A-/, 'CentOS'],
  [/^EL[SBE]A-/, 'Oracle Linux'],
  [/^RL[SBE]A-/, 'Rocky Linux'],
  [/^AL[SBE]A-/, 'Alma Linux'],
]

/** Where only the packages tell: `.el9` with the vendor of its name, `.fc41`. */
function byDistTags({
  name,
  packages,
}: Pick<Erratum, 'name' | 'packages'>): ((known: readonly string[]) => string[])[] {
  const tags = new Set(
    packages.map(({ key }) => /\.(?:module[+_])?(el|fc)(\d+)(?=[._+]|$)/.exec(key.release)?.slice(1).join(' ')),
  )
  const system = SYSTEMS.find(([pattern]) => pattern.test(name))?.[1]
  return [...tags].flatMap((tag = '') => {
    const [kind, major = ''] = tag.split(' ')
    if (kind === 'fc') return () => [`Fedora ${major}`]
    if (kind !== 'el') return []
    if (/^FEDORA-EPEL-/.test(name)) return (known: readonly string[]) => toElReleases(major, known)
    return system === undefined ? [] : () => [`${system} ${major}`]
  })
}

import { type Archive, listUpdates, NEWS } from './archive.ts'
import { seededRandom } from './random.ts'
import { WEAKNESSES } from './weaknesses.ts'

/** A made-up CVE of the fleet's packages. */
export interface Flaw {
  name: string
  source: string
  severity: FlawSeverity
  /** CVSS 3.1. */
  vector: string
  cwe: string
  title: string
  description: string
  publishedAt: number
  /** 0 to 1. */
  epss: number
  exploited: boolean
}

export type FlawSeverity = 'critical' | 'high' | 'medium' | 'low'

const DAY = 86_400_000

/**
 * What an update of a source fixes that is published on that day: the same for all releases, so that one flaw can be
 * everywhere.
 */
export function listFlaws(source: string, day: number, seed: number, now: number): Flaw[] {
  const base = source.replace(/^(postgresql|python|php|openjdk|ruby)-?\d[\d.]*$/, '$1')
  const random = seededRandom(seed, 'flaws', base, day)
  const year = new Date(now + day * DAY).getUTCFullYear()
  const from = random.int(20_000, 59_990)
  return Array.from({ length: random.int(1, 4) }, (_, i) => {
    const isExploited = i === 0 && EXPLOITED.has(base) && NEWS[base] === day
    return makeFlaw({
      name: `CVE-${year}-${from + i}`,
      source: base,
      exploited: isExploited,
      at: now + day * DAY,
      seed,
    })
  })
}

/** Of every security update of these releases, each once. */
export function listFleetFlaws(archives: readonly Archive[], seed: number, now: number): Flaw[] {
  const updates = archives.flatMap(listUpdates).filter(({ security }) => security)
  const flaws = updates.flatMap(({ source, day }) => listFlaws(source, day, seed, now))
  return [...new Map(flaws.map((flaw) => [flaw.name, flaw])).values()]
}

const SEVERITIES = [
  ['critical', 5],
  ['high', 30],
  ['medium', 50],
  ['low', 15],
] as const

const VECTORS: Record<FlawSeverity, readonly [vector: string, who: string, what: string][]> = {
  critical: [['AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 'a remote attacker', 'run code of their choice']],
  high: [
    ['AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H', 'a remote attacker', 'make the service crash'],
    ['AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H', 'a local user', 'gain the rights of root'],
    ['AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H', 'whoever sends a crafted file', 'run code as the user who opens it'],
  ],
  medium: [
    ['AV:N/AC:L/PR:N/UI:R/S:U/C:N/I:N/A:H', 'whoever sends a crafted file', 'make the program crash'],
    ['AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:N/A:N', 'an attacker on the network path', 'read what was to be secret'],
    ['AV:L/AC:L/PR:L/UI:N/S:U/C:N/I:N/A:H', 'a local user', 'take up all memory'],
  ],
  low: [['AV:L/AC:L/PR:L/UI:N/S:U/C:L/I:N/A:N', 'a local user', 'learn parts of addresses in memory']],
}

// what made the news is exploited
const EXPLOITED = new Set(['openssl', 'sudo'])

const WEB = /^(apache|nginx|httpd|php|tomcat|nodejs|python|ruby|haproxy)/

interface FlawFacts {
  name: string
  source: string
  exploited?: boolean
  /** When it was fixed, or became known. */
  at: number
  seed: number
}

/** The same for the same name. */
export function makeFlaw({ name, source, exploited = false, at, seed }: FlawFacts): Flaw {
  const random = seededRandom(seed, 'flaw', name, source)
  const severity = exploited ? 'critical' : random.weighted(SEVERITIES)
  const [vector, who, what] = random.pick(VECTORS[severity])
  const weakness = random.pick(WEB.test(source) ? WEAKNESSES : WEAKNESSES.filter((one) => !one.onlyOfWeb))
  return {
    ...{ name, source, severity, vector: `CVSS:3.1/${vector}`, cwe: weakness.name },
    title: `${source}: ${weakness.title.toLowerCase()}`,
    description: `Made up for the demo: ${weakness.what} in ${source} lets ${who} ${what}.`,
    publishedAt: at - random.int(0, 12) * DAY,
    epss: exploited ? 0.6 + random.next() * 0.35 : Math.round(random.next() ** 30 * 40_000) / 100_000 + 0.0002,
    exploited,
  }
}

/** In the words of rpm's vendors. */
export function toVendorSeverity(flaws: readonly Flaw[]): string {
  const worst = (['critical', 'high', 'medium'] as const).find((one) => flaws.some(({ severity }) => severity === one))
  return { critical: 'critical', high: 'important', medium: 'moderate' }[worst ?? ('low' as string)] ?? 'low'
}

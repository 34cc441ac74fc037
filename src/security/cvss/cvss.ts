import { type CvssSeverity, toSeverity } from './severity.ts'
import { formatMetrics, isGiven, type Layout, type Metrics, readMetrics } from './vector.ts'
import { baseScore2, environmentalScore2, LAYOUT_2, temporalScore2 } from './version-2.ts'
import { baseScore3, environmentalScore3, LAYOUT_3, temporalScore3, type Version3 } from './version-3.ts'
import { LAYOUT_4, score4 } from './version-4.ts'

/** A vector of the Common Vulnerability Scoring System (FIRST), with its scores: 0 to 10, of one decimal. */
export interface Cvss {
  version: '2.0' | '3.0' | '3.1' | '4.0'
  /** As it was given, its metrics in the specification's order. */
  vector: string
  base: number
  /** Temporal, or threat (4.0); undefined where no metric of it says anything. */
  temporal: number | undefined
  /** With the temporal ones as well; undefined where no metric of it says anything. */
  environmental: number | undefined
  /** The one that takes in all that the vector says. */
  score: number
  /** Of that score. */
  severity: CvssSeverity
}

/** Reads a vector of any version and computes its scores, or says in one sentence why it is none. Never throws. */
export function parseCvss(text: string): Cvss | { reason: string } {
  const trimmed = text.trim()
  if (trimmed.length > MAX_LENGTH) return { reason: `It is longer than ${MAX_LENGTH} characters.` }
  const slash = trimmed.indexOf('/')
  const prefix = slash < 0 ? trimmed : trimmed.slice(0, slash)
  if (!/^CVSS/i.test(prefix)) return read(trimmed, '', VERSION_2)
  const version = VERSIONS[prefix]
  if (!version) return { reason: 'It does not begin with CVSS:3.0, CVSS:3.1 or CVSS:4.0, or with the AV of version 2.' }
  if (slash < 0) return { reason: 'It has no metrics.' }
  return read(trimmed.slice(slash + 1), `${prefix}/`, version)
}

/** All metrics of 4.0 are about 200. */
const MAX_LENGTH = 500

interface Version {
  version: Cvss['version']
  layout: Layout
  toBase: (metrics: Metrics) => number
  toTemporal: (metrics: Metrics) => number
  toEnvironmental: (metrics: Metrics) => number
}

const VERSION_2: Version = {
  version: '2.0',
  layout: LAYOUT_2,
  toBase: baseScore2,
  toTemporal: temporalScore2,
  toEnvironmental: environmentalScore2,
}

/** By the vector's prefix. */
const VERSIONS: Readonly<Record<string, Version | undefined>> = {
  'CVSS:3.0': toVersion3('3.0'),
  'CVSS:3.1': toVersion3('3.1'),
  'CVSS:4.0': {
    version: '4.0',
    layout: LAYOUT_4,
    toBase: (metrics) => score4(only(metrics, LAYOUT_4.base)),
    toTemporal: (metrics) => score4(only(metrics, [...LAYOUT_4.base, ...LAYOUT_4.temporal])),
    toEnvironmental: score4,
  },
}

function toVersion3(version: Version3): Version {
  return {
    version,
    layout: LAYOUT_3,
    toBase: (metrics) => baseScore3(metrics, version),
    toTemporal: (metrics) => temporalScore3(metrics, version),
    toEnvironmental: (metrics) => environmentalScore3(metrics, version),
  }
}

function only(metrics: Metrics, group: Layout['base']): Metrics {
  return new Map([...metrics].filter(([name]) => group.some((metric) => metric.name === name)))
}

function read(text: string, prefix: string, { version, layout, ...scores }: Version): Cvss | { reason: string } {
  const metrics = readMetrics(text, layout)
  if (typeof metrics === 'string') return { reason: metrics }
  const has = (group: Layout['base']) => isGiven(metrics, group, layout.undefinedValue)
  const base = scores.toBase(metrics)
  const temporal = has(layout.temporal) ? scores.toTemporal(metrics) : undefined
  const environmental = has(layout.environmental) ? scores.toEnvironmental(metrics) : undefined
  const score = environmental ?? temporal ?? base
  const severity = toSeverity(score, version !== '2.0')
  return { version, vector: prefix + formatMetrics(metrics, layout), base, temporal, environmental, score, severity }
}

import { SCORES_4 } from './scores-4.ts'
import { type Layout, type Metrics, toMetrics } from './vector.ts'

/** Common Vulnerability Scoring System v4.0: Specification Document, 7: a vector's metrics have an order. */
export const LAYOUT_4: Layout = {
  base: toMetrics('AV:N,A,L,P AC:L,H AT:N,P PR:N,L,H UI:N,P,A VC:H,L,N VI:H,L,N VA:H,L,N SC:H,L,N SI:H,L,N SA:H,L,N'),
  temporal: toMetrics('E:A,P,U,X'),
  environmental: toMetrics(
    `CR:H,M,L,X IR:H,M,L,X AR:H,M,L,X MAV:N,A,L,P,X MAC:L,H,X MAT:N,P,X MPR:N,L,H,X MUI:N,P,A,X MVC:H,L,N,X MVI:H,L,N,X MVA:H,L,N,X MSC:H,L,N,X MSI:S,H,L,N,X MSA:S,H,L,N,X`,
  ),
  supplemental: toMetrics('S:N,P,X AU:N,Y,X R:A,U,I,X V:D,C,X RE:L,M,H,X U:Clear,Green,Amber,Red,X'),
  undefinedValue: 'X',
  isOrdered: true,
  hasWholeGroups: false,
}

/**
 * Section 8.2: the score of the vector's set, less the mean of what its distance from the most severe vector of the
 * set is worth in each dimension, as a share of the way to the score of the next lower set.
 */
export function score4(metrics: Metrics): number {
  const value = (name: string) => toEffective(metrics, name)
  if (IMPACTS.every((name) => value(name) === 'N')) return 0
  const set = toSet(value)
  const score = scoreOf(set)
  if (score === undefined) return 0
  const losses = DIMENSIONS.flatMap((dimension) => {
    const lower = nextLower(set, dimension)
    return lower === undefined ? [] : [(score - lower) * toShare(dimension, set, value)]
  })
  const mean = losses.length === 0 ? 0 : losses.reduce((sum, loss) => sum + loss, 0) / losses.length
  return Math.min(10, Math.max(0, Math.round((score - mean + NOISE) * 10) / 10))
}

/** So that a half that floats make a little less than one is still rounded up. */
const NOISE = 1e-6

type Value = (name: string) => string

/** The modified value, else the base one; what is not defined counts as the worst. */
function toEffective(metrics: Metrics, name: string): string {
  const modified = metrics.get(`M${name}`) ?? 'X'
  const value = modified === 'X' ? (metrics.get(name) ?? 'X') : modified
  return value === 'X' ? (WORST[name] ?? value) : value
}

const WORST: Readonly<Record<string, string>> = { E: 'A', CR: 'H', IR: 'H', AR: 'H' }
const IMPACTS = ['VC', 'VI', 'VA', 'SC', 'SI', 'SA']

interface Set4 {
  eq1: number
  eq2: number
  eq3: number
  eq4: number
  eq5: number
  eq6: number
}

/** Section 8.1: tables 24 to 29. */
function toSet(value: Value): Set4 {
  const isOpen = [value('AV') === 'N', value('PR') === 'N', value('UI') === 'N']
  const isHigh = (...names: string[]) => names.some((name) => value(name) === 'H')
  const isSafety = value('SI') === 'S' || value('SA') === 'S'
  const isBoth = value('VC') === 'H' && value('VI') === 'H'
  const isWanted = ['C', 'I', 'A'].some((name) => value(`${name}R`) === 'H' && value(`V${name}`) === 'H')
  return {
    eq1: isOpen.every(Boolean) ? 0 : isOpen.some(Boolean) && value('AV') !== 'P' ? 1 : 2,
    eq2: value('AC') === 'L' && value('AT') === 'N' ? 0 : 1,
    eq3: isBoth ? 0 : isHigh('VC', 'VI', 'VA') ? 1 : 2,
    eq4: isSafety ? 0 : isHigh('SC', 'SI', 'SA') ? 1 : 2,
    eq5: 'APU'.indexOf(value('E')),
    eq6: isWanted ? 0 : 1,
  }
}

function scoreOf({ eq1, eq2, eq3, eq4, eq5, eq6 }: Set4): number | undefined {
  return eq4 > 2 || eq5 > 2 ? undefined : SCORES_4[`${eq1}${eq2}${eq3}${eq6}`]?.[eq4 * 3 + eq5]
}

/** What is one and the same way down: EQ3 and EQ6 depend on each other. */
const DIMENSIONS = ['eq1', 'eq2', 'eq3', 'eq4', 'eq5'] as const
type Dimension = (typeof DIMENSIONS)[number]

/** The score of the set below it; of two the higher; undefined where there is none. */
function nextLower(set: Set4, dimension: Dimension): number | undefined {
  const below = scoreOf({ ...set, [dimension]: set[dimension] + 1 })
  if (dimension !== 'eq3' || set.eq6 === 1) return below
  const beside = scoreOf({ ...set, eq6: 1 })
  return below === undefined ? beside : Math.max(below, beside ?? 0)
}

/** How far of the way to the next lower set the vector is: 0 to 1. */
function toShare(dimension: Dimension, set: Set4, value: Value): number {
  const key = dimension === 'eq3' ? `${set.eq3}${set.eq6}` : `${set[dimension]}`
  const { depth, tops } = SETS[dimension][key] ?? NO_WAY
  for (const top of tops) {
    const steps = top.split(' ').map((metric) => toSteps(metric, value))
    if (steps.every((count) => count >= 0)) return steps.reduce((sum, count) => sum + count, 0) / depth
  }
  return 0
}

/** How many values `AV:N` is above the vector's. */
function toSteps(metric: string, value: Value): number {
  const [name = '', top = ''] = metric.split(':')
  const values = VALUES[name.charAt(0) === 'S' ? 'S' : name] ?? HIGH_TO_NONE
  return values.indexOf(value(name)) - values.indexOf(top)
}

/** From the most severe to the least. */
const HIGH_TO_NONE = 'HLN'
const VALUES: Readonly<Record<string, string>> = {
  ...{ AV: 'NALP', PR: 'NLH', UI: 'NPA', AC: 'LH', AT: 'NP', S: 'SHLN' },
  ...{ CR: 'HML', IR: 'HML', AR: 'HML' },
}

interface TopVectors {
  /** Steps from its most severe vectors to the next lower set. */
  depth: number
  /** The most severe vectors of a set: each not above another. */
  tops: readonly string[]
}

const NO_WAY: TopVectors = { depth: 1, tops: [] }

/** Section 8.2: what is most severe in each set, and how deep the set is. */
const SETS: Record<Dimension, Readonly<Record<string, TopVectors>>> = {
  eq1: {
    0: { depth: 1, tops: ['AV:N PR:N UI:N'] },
    1: { depth: 4, tops: ['AV:A PR:N UI:N', 'AV:N PR:L UI:N', 'AV:N PR:N UI:P'] },
    2: { depth: 5, tops: ['AV:P PR:N UI:N', 'AV:A PR:L UI:P'] },
  },
  eq2: {
    0: { depth: 1, tops: ['AC:L AT:N'] },
    1: { depth: 2, tops: ['AC:H AT:N', 'AC:L AT:P'] },
  },
  eq3: {
    '00': { depth: 7, tops: ['VC:H VI:H VA:H CR:H IR:H AR:H'] },
    '01': { depth: 6, tops: ['VC:H VI:H VA:L CR:M IR:M AR:H', 'VC:H VI:H VA:H CR:M IR:M AR:M'] },
    '10': { depth: 8, tops: ['VC:L VI:H VA:H CR:H IR:H AR:H', 'VC:H VI:L VA:H CR:H IR:H AR:H'] },
    '11': {
      depth: 8,
      tops: [
        'VC:L VI:H VA:L CR:H IR:M AR:H',
        'VC:L VI:H VA:H CR:H IR:M AR:M',
        'VC:H VI:L VA:H CR:M IR:H AR:M',
        'VC:H VI:L VA:L CR:M IR:H AR:H',
        'VC:L VI:L VA:H CR:H IR:H AR:M',
      ],
    },
    '21': { depth: 10, tops: ['VC:L VI:L VA:L CR:H IR:H AR:H'] },
  },
  eq4: {
    0: { depth: 6, tops: ['SC:H SI:S SA:S'] },
    1: { depth: 5, tops: ['SC:H SI:H SA:H'] },
    2: { depth: 4, tops: ['SC:L SI:L SA:L'] },
  },
  eq5: {
    0: { depth: 1, tops: ['E:A'] },
    1: { depth: 1, tops: ['E:P'] },
    2: { depth: 1, tops: ['E:U'] },
  },
}

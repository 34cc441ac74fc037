import { type Layout, type Metrics, toMetrics } from './vector.ts'

/** A Complete Guide to the Common Vulnerability Scoring System Version 2.0, 2.4: the metrics in the order of a vector. */
export const LAYOUT_2: Layout = {
  base: toMetrics('AV:L,A,N AC:H,M,L Au:M,S,N C:N,P,C I:N,P,C A:N,P,C'),
  temporal: toMetrics('E:U,POC,F,H,ND RL:OF,TF,W,U,ND RC:UC,UR,C,ND'),
  environmental: toMetrics('CDP:N,L,LM,MH,H,ND TD:N,L,M,H,ND CR:L,M,H,ND IR:L,M,H,ND AR:L,M,H,ND'),
  supplemental: [],
  undefinedValue: 'ND',
  isOrdered: true,
  hasWholeGroups: true,
}

/** Section 3.2.1. */
export function baseScore2(metrics: Metrics): number {
  return toScore(10.41 * (1 - toImpact(metrics, ['ND', 'ND', 'ND'])), metrics)
}

/** Section 3.2.2. */
export function temporalScore2(metrics: Metrics): number {
  return toTemporal(baseScore2(metrics), metrics)
}

/** Section 3.2.3. */
export function environmentalScore2(metrics: Metrics): number {
  const value = (name: string) => metrics.get(name) ?? 'ND'
  const impact = Math.min(10, 10.41 * (1 - toImpact(metrics, ['CR', 'IR', 'AR'].map(value))))
  const temporal = toTemporal(toScore(impact, metrics), metrics)
  const damage = COLLATERAL_DAMAGE[value('CDP')] ?? 0
  return round((temporal + (10 - temporal) * damage) * (DISTRIBUTION[value('TD')] ?? 1))
}

/** What of confidentiality, integrity and availability stays, 0 to 1. */
function toImpact(metrics: Metrics, requirements: readonly string[]): number {
  return ['C', 'I', 'A'].reduce((rest, name, i) => {
    return rest * (1 - (IMPACT[metrics.get(name) ?? ''] ?? 0) * (REQUIREMENT[requirements[i] ?? ''] ?? 1))
  }, 1)
}

function toScore(impact: number, metrics: Metrics): number {
  const [vector = 0, complexity = 0, authentication = 0] = [
    VECTOR[metrics.get('AV') ?? ''],
    COMPLEXITY[metrics.get('AC') ?? ''],
    AUTHENTICATION[metrics.get('Au') ?? ''],
  ]
  const exploitability = 20 * vector * complexity * authentication
  return round((0.6 * impact + 0.4 * exploitability - 1.5) * (impact === 0 ? 0 : 1.176))
}

function toTemporal(base: number, metrics: Metrics): number {
  const value = (name: string) => metrics.get(name) ?? 'ND'
  const report = REPORT_CONFIDENCE[value('RC')] ?? 1
  return round(base * (EXPLOITABILITY[value('E')] ?? 1) * (REMEDIATION[value('RL')] ?? 1) * report)
}

/** To one decimal. Low requirements can push the equation below 0, which the scale does not know. */
function round(score: number): number {
  return Math.min(10, Math.max(0, Math.round(score * 10 + NOISE) / 10))
}

/** More than the error of a sum of floats, less than any difference between two scores. */
const NOISE = 1e-9

type Weights = Readonly<Record<string, number>>

const VECTOR: Weights = { L: 0.395, A: 0.646, N: 1 }
const COMPLEXITY: Weights = { H: 0.35, M: 0.61, L: 0.71 }
const AUTHENTICATION: Weights = { M: 0.45, S: 0.56, N: 0.704 }
const IMPACT: Weights = { N: 0, P: 0.275, C: 0.66 }
const EXPLOITABILITY: Weights = { U: 0.85, POC: 0.9, F: 0.95, H: 1 }
const REMEDIATION: Weights = { OF: 0.87, TF: 0.9, W: 0.95, U: 1 }
const REPORT_CONFIDENCE: Weights = { UC: 0.9, UR: 0.95, C: 1 }
const COLLATERAL_DAMAGE: Weights = { N: 0, L: 0.1, LM: 0.3, MH: 0.4, H: 0.5 }
const DISTRIBUTION: Weights = { N: 0, L: 0.25, M: 0.75, H: 1 }
const REQUIREMENT: Weights = { L: 0.5, M: 1, H: 1.51 }

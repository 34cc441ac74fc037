import { type Layout, type Metrics, toMetrics } from './vector.ts'

/** Common Vulnerability Scoring System v3.1: Specification Document, 6 (vector) and 7 (equations); v3.0 has the same. */
export const LAYOUT_3: Layout = {
  base: toMetrics('AV:N,A,L,P AC:L,H PR:N,L,H UI:N,R S:U,C C:N,L,H I:N,L,H A:N,L,H'),
  temporal: toMetrics('E:U,P,F,H,X RL:O,T,W,U,X RC:U,R,C,X'),
  environmental: toMetrics(
    `CR:L,M,H,X IR:L,M,H,X AR:L,M,H,X MAV:N,A,L,P,X MAC:L,H,X MPR:N,L,H,X MUI:N,R,X MS:U,C,X MC:N,L,H,X MI:N,L,H,X MA:N,L,H,X`,
  ),
  supplemental: [],
  undefinedValue: 'X',
  isOrdered: false,
  hasWholeGroups: false,
}

export type Version3 = '3.0' | '3.1'

/** Section 7.1. */
export function baseScore3(metrics: Metrics, version: Version3): number {
  const value = (name: string) => metrics.get(name) ?? 'X'
  const lost = 1 - IMPACTS.reduce((rest, name) => rest * (1 - weight(IMPACT, value(name))), 1)
  return roundUp(
    combine(
      toImpact(lost, value('S') === 'C', (x) => (x - 0.02) ** 15),
      value,
    ),
    version,
  )
}

/** Section 7.2. */
export function temporalScore3(metrics: Metrics, version: Version3): number {
  return roundUp(baseScore3(metrics, version) * toTemporal(metrics), version)
}

/** Section 7.3. */
export function environmentalScore3(metrics: Metrics, version: Version3): number {
  const value = (name: string) => {
    const modified = metrics.get(`M${name}`) ?? 'X'
    return modified === 'X' ? (metrics.get(name) ?? 'X') : modified
  }
  const kept = IMPACTS.reduce((rest, name) => {
    return rest * (1 - weight(REQUIREMENT, metrics.get(`${name}R`) ?? 'X') * weight(IMPACT, value(name)))
  }, 1)
  const impact = toImpact(Math.min(1 - kept, 0.915), value('S') === 'C', MODIFIED_LOSS[version])
  return roundUp(roundUp(combine(impact, value), version) * toTemporal(metrics), version)
}

/** What is taken off the impact where the scope changes: the versions differ in it only for the modified one. */
const MODIFIED_LOSS: Record<Version3, (lost: number) => number> = {
  '3.0': (lost) => (lost - 0.02) ** 15,
  '3.1': (lost) => (lost * 0.9731 - 0.02) ** 13,
}

function toImpact(lost: number, isChanged: boolean, loss: (lost: number) => number): number {
  return isChanged ? 7.52 * (lost - 0.029) - 3.25 * loss(lost) : 6.42 * lost
}

/** Impact and exploitability together, 0 to 10. */
function combine(impact: number, value: (name: string) => string): number {
  if (impact <= 0) return 0
  const isChanged = value('S') === 'C'
  const privileges = weight(isChanged ? PRIVILEGES_CHANGED : PRIVILEGES, value('PR'))
  const reach = 8.22 * weight(VECTOR, value('AV')) * weight(COMPLEXITY, value('AC'))
  const exploitability = reach * privileges * weight(INTERACTION, value('UI'))
  return Math.min(10, (isChanged ? 1.08 : 1) * (impact + exploitability))
}

function toTemporal(metrics: Metrics): number {
  const value = (name: string) => metrics.get(name) ?? 'X'
  return weight(EXPLOIT, value('E')) * weight(REMEDIATION, value('RL')) * weight(CONFIDENCE, value('RC'))
}

/**
 * The smallest number of one decimal that is not less. 3.1 (appendix A) says how with floats; 3.0 leaves it to
 * mathematics, so only the error of floats is taken off.
 */
function roundUp(score: number, version: Version3): number {
  const digits = version === '3.1' ? 1e5 : 1e9
  return Math.ceil(Math.round(score * digits) / (digits / 10)) / 10
}

type Weights = Readonly<Record<string, number>>

/** 1 for what is not defined. */
const weight = (weights: Weights, value: string) => weights[value] ?? 1

const IMPACTS = ['C', 'I', 'A']
const VECTOR: Weights = { N: 0.85, A: 0.62, L: 0.55, P: 0.2 }
const COMPLEXITY: Weights = { L: 0.77, H: 0.44 }
const PRIVILEGES: Weights = { N: 0.85, L: 0.62, H: 0.27 }
const PRIVILEGES_CHANGED: Weights = { N: 0.85, L: 0.68, H: 0.5 }
const INTERACTION: Weights = { N: 0.85, R: 0.62 }
const IMPACT: Weights = { H: 0.56, L: 0.22, N: 0 }
const EXPLOIT: Weights = { H: 1, F: 0.97, P: 0.94, U: 0.91 }
const REMEDIATION: Weights = { U: 1, W: 0.97, T: 0.96, O: 0.95 }
const CONFIDENCE: Weights = { C: 1, R: 0.96, U: 0.92 }
const REQUIREMENT: Weights = { H: 1.5, M: 1, L: 0.5 }

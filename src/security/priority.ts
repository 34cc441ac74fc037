/** How much each of what makes a CVE urgent weighs; only their ratio counts. */
export interface PriorityWeights {
  exploited: number
  epss: number
  severity: number
  exposure: number
  age: number
}

export interface PriorityFacts {
  isExploited: boolean
  /** 0 to 1; undefined where it is not known. */
  epss: number | undefined
  /** CVSS, 0 to 10; undefined where it is not known. */
  score: number | undefined
  /** In words, where there is no score. */
  severity: string
  /** The share of hosts that have it, 0 to 1. */
  exposure: number
  /** Milliseconds since it was published; 0 where it is not known. */
  ageMs: number
}

/** `score`: 0 to 100; `parts`: what each adds to it. */
export interface Priority {
  score: number
  parts: PriorityWeights
}

/** Told with each answer. */
export const PRIORITY_FORMULA =
  '100 × (exploited × w1 + EPSS × w2 + CVSS ÷ 10 × w3 + share of hosts × w4 + age in years, at most 1, × w5) ÷ (w1 + … + w5)'

const YEAR_MS = 365 * 86_400_000

/** Where only a word tells how severe it is: the middle of the scores that it stands for. */
const WORDS: Readonly<Record<string, number | undefined>> = { critical: 9.5, high: 7.9, medium: 5.4, low: 2 }

/** How urgent a CVE is, by the formula. What is not known adds nothing. */
export function toPriority(facts: PriorityFacts, weights: PriorityWeights): Priority {
  const sum = weights.exploited + weights.epss + weights.severity + weights.exposure + weights.age
  const part = (share: number, weight: number) => (sum > 0 ? round((100 * clamp(share) * weight) / sum) : 0)
  const parts = {
    exploited: part(facts.isExploited ? 1 : 0, weights.exploited),
    epss: part(facts.epss ?? 0, weights.epss),
    severity: part((facts.score ?? WORDS[facts.severity] ?? 0) / 10, weights.severity),
    exposure: part(facts.exposure, weights.exposure),
    age: part(facts.ageMs / YEAR_MS, weights.age),
  }
  const score = parts.exploited + parts.epss + parts.severity + parts.exposure + parts.age
  return { score: round(score), parts }
}

const clamp = (share: number) => Math.min(1, Math.max(0, share))
const round = (value: number) => Math.round(value * 10) / 10

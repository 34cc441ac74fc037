import { tmpdir } from 'node:os'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadConfig } from '../config/config.ts'
import { type PriorityFacts, type PriorityWeights, toPriority } from './priority.ts'

const CONFIG = loadConfig({ env: {}, cwd: tmpdir() }).config
/** As they are unless somebody sets them. */
const USUAL: PriorityWeights = {
  ...{ exploited: CONFIG.priorityExploited, epss: CONFIG.priorityEpss, severity: CONFIG.prioritySeverity },
  ...{ exposure: CONFIG.priorityExposure, age: CONFIG.priorityAge },
}
const WEIGHTS = { exploited: 40, epss: 25, severity: 20, exposure: 10, age: 5 }
const NOTHING: PriorityFacts = {
  ...{ isExploited: false, epss: undefined, score: undefined, severity: '', exposure: 0, ageMs: 0 },
}
const YEAR = 365 * 86_400_000

test.each([
  ['nothing is known', {}, 0],
  ['all of it', { isExploited: true, epss: 1, score: 10, exposure: 1, ageMs: 9 * YEAR }, 100],
  ['exploited', { isExploited: true }, 40],
  ['EPSS', { epss: 0.5 }, 12.5],
  ['a score', { score: 9.8 }, 19.6],
  ['a word in its place', { severity: 'high' }, 15.8],
  ['half of the hosts', { exposure: 0.5 }, 5],
  ['half a year', { ageMs: YEAR / 2 }, 2.5],
])('%s', (_, facts, score) => {
  expect(toPriority({ ...NOTHING, ...facts }, WEIGHTS).score).toBe(score)
})

test('only the ratio of the weights counts; without weights nothing is urgent', () => {
  const facts = { ...NOTHING, isExploited: true, epss: 0.2 }
  const doubled = Object.fromEntries(Object.entries(WEIGHTS).map(([name, weight]) => [name, 2 * weight]))
  expect(toPriority(facts, doubled as never)).toEqual(toPriority(facts, WEIGHTS))
  expect(toPriority(facts, { exploited: 0, epss: 0, severity: 0, exposure: 0, age: 0 }).score).toBe(0)
})

test('with the weights that are set, an exploited one comes before all that are not, of like severity', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 10, noNaN: true }),
      (epss, score) => {
        const one = { ...NOTHING, epss, score, exposure: 0.5, ageMs: YEAR }
        const gap = toPriority({ ...one, isExploited: true }, WEIGHTS).score - toPriority(one, WEIGHTS).score
        expect(gap).toBeCloseTo(40)
      },
    ),
  )
})

test('exploited counts more than EPSS, that more than severity, than exposure, than age', () => {
  const all = { isExploited: true, epss: 1, score: 10, exposure: 1, ageMs: YEAR }
  const scores = Object.entries(all).map(([name, value]) => toPriority({ ...NOTHING, [name]: value }, USUAL).score)
  expect(scores).toEqual([...new Set(scores)].sort((a, b) => b - a))
  expect(scores.length).toBe(5)
})

test('unless weights are set, an exploited one comes before all that are not, whatever else is known', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  const facts = fc.record({
    epss: share,
    exposure: share,
    score: share.map((x) => 10 * x),
    ageMs: share.map((x) => x * YEAR),
  })
  fc.assert(
    fc.property(facts, facts, (exploited, other) => {
      const first = toPriority({ ...NOTHING, ...exploited, isExploited: true }, USUAL).score
      expect(first).toBeGreaterThan(toPriority({ ...NOTHING, ...other }, USUAL).score)
    }),
    {
      examples: [
        [
          { epss: 0, exposure: 0, score: 0, ageMs: 0 },
          { epss: 1, exposure: 1, score: 10, ageMs: YEAR },
        ],
      ],
    },
  )
})

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Cvss, parseCvss } from './cvss.ts'
import { SCORES_4 } from './scores-4.ts'
import type { Layout } from './vector.ts'
import { LAYOUT_2 } from './version-2.ts'
import { LAYOUT_3 } from './version-3.ts'
import { LAYOUT_4 } from './version-4.ts'

function scored(vector: string): Cvss {
  const read = parseCvss(vector)
  if ('reason' in read) throw new Error(`${vector}: ${read.reason}`)
  return read
}

describe('scores', () => {
  test.each([
    // base only; each severity
    ['AV:N/AC:L/Au:N/C:P/I:P/A:P', 7.5, undefined, undefined, 'high'],
    ['AV:L/AC:H/Au:M/C:N/I:N/A:N', 0, undefined, undefined, 'low'],
    ['AV:N/AC:M/Au:N/C:N/I:P/A:N', 4.3, undefined, undefined, 'medium'],
    // requirements so low that the equation falls below 0
    ['AV:L/AC:H/Au:M/C:P/I:N/A:N/CDP:N/TD:H/CR:L/IR:L/AR:L', 0.8, undefined, 0, 'low'],
    // the guide's worked example: CVE-2002-0392
    ['AV:N/AC:L/Au:N/C:N/I:N/A:C/E:F/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:H', 7.8, 6.4, 9.2, 'high'],
    ['AV:N/AC:L/Au:N/C:N/I:N/A:C/E:ND/RL:ND/RC:ND/CDP:ND/TD:ND/CR:ND/IR:ND/AR:ND', 7.8, undefined, undefined, 'high'],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N', 0, undefined, undefined, 'none'],
    ['CVSS:3.1/AV:P/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N', 1.6, undefined, undefined, 'low'],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/E:U/RL:O/RC:U', 9.8, 7.8, undefined, 'high'],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/MC:N/MI:N/MA:N', 9.8, undefined, 0, 'none'],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/E:X/MAV:X', 9.8, undefined, undefined, 'critical'],
    // where the two versions differ: 3.1 has another term for the changed scope
    ['CVSS:3.0/AV:P/AC:H/PR:N/UI:N/S:C/C:H/I:H/A:H/CR:H/IR:H/AR:H', 7.1, undefined, 7.1, 'high'],
    ['CVSS:3.1/AV:P/AC:H/PR:N/UI:N/S:C/C:H/I:H/A:H/CR:H/IR:H/AR:H', 7.1, undefined, 7.2, 'high'],
    ['CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N', 0, undefined, undefined, 'none'],
    ['CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H', 10, undefined, undefined, 'critical'],
    ['CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:P/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/E:U', 7.7, 5.2, undefined, 'medium'],
    ['CVSS:4.0/AV:A/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:N/SC:N/SI:N/SA:N/E:A/MSI:S', 8.6, 8.6, 9.7, 'critical'],
  ])('%s', (vector, base, temporal, environmental, severity) => {
    expect(scored(vector)).toMatchObject({ base, temporal, environmental, severity })
    expect(scored(vector).score).toBe(environmental ?? temporal ?? base)
  })

  test('metrics of 3.x may come in any order, and are put into theirs', () => {
    const { vector } = scored(' CVSS:3.1/A:N/I:N/C:L/E:P/S:U/UI:R/PR:N/AC:L/AV:N\n')
    expect(vector).toBe('CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:L/I:N/A:N/E:P')
  })
})

test.each([
  ['', '“” is not a metric with a value.'],
  ['high', '“high” is not a metric with a value.'],
  ['CVSS:3.2/AV:N', 'It does not begin with CVSS:3.0, CVSS:3.1 or CVSS:4.0, or with the AV of version 2.'],
  ['CVSS:3.1', 'It has no metrics.'],
  ['CVSS:3.1/', '“” is not a metric with a value.'],
  ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N', 'It has no I, A.'],
  ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N/AV:N', 'AV is given twice.'],
  ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:X/I:N/A:N', '“X” is not a value of C.'],
  ['CVSS:3.1/constructor:N', 'There is no metric “constructor”.'],
  ['CVSS:4.0/AV:N/AC:L/PR:N/AT:N', 'AT is not in its place.'],
  ['AV:N/AC:L/Au:N/C:N/I:N/A:C/E:F', 'It has no RL, RC.'],
  [`AV:${'N'.repeat(1000)}`, 'It is longer than 500 characters.'],
])('%j is refused', (vector, reason) => {
  expect(parseCvss(vector)).toEqual({ reason })
})

const VERSIONS = [
  { prefix: '', layout: LAYOUT_2 },
  { prefix: 'CVSS:3.0/', layout: LAYOUT_3 },
  { prefix: 'CVSS:3.1/', layout: LAYOUT_3 },
  { prefix: 'CVSS:4.0/', layout: LAYOUT_4 },
]

/** Any right vector: base metrics, and any of the others (of version 2 none, or all of them). */
function anyVector(prefix: string, layout: Layout): fc.Arbitrary<string> {
  const others = [layout.temporal, layout.environmental, layout.supplemental].flat()
  const metric = ({ name, values }: Layout['base'][number], isNeeded: boolean) => {
    const value = fc.constantFrom(...values).map((text) => [`${name}:${text}`])
    return isNeeded ? value : fc.oneof(value, fc.constant([]))
  }
  return fc
    .tuple(...layout.base.map((m) => metric(m, true)), ...others.map((m) => metric(m, layout.hasWholeGroups)))
    .map((parts) => prefix + parts.flat().join('/'))
}

describe.each(VERSIONS)('any vector ($prefix)', ({ prefix, layout }) => {
  test('has scores of one decimal from 0 to 10, and is read again as it is written', () => {
    fc.assert(
      fc.property(anyVector(prefix, layout), (vector) => {
        const read = scored(vector)
        for (const score of [read.base, read.temporal ?? 0, read.environmental ?? 0, read.score]) {
          expect(score).toBeGreaterThanOrEqual(0)
          expect(score).toBeLessThanOrEqual(10)
          expect(score).toBe(Number(score.toFixed(1)))
        }
        // a temporal metric says that something is better than the worst
        expect(read.temporal ?? 0).toBeLessThanOrEqual(read.base)
        expect(read.vector).toBe(vector)
        expect(scored(read.vector)).toEqual(read)
      }),
      { numRuns: 500 },
    )
  })

  test('never throws', () => {
    fc.assert(
      fc.property(fc.string(), anyVector(prefix, layout), fc.nat(), (text, vector, at) => {
        const cut = at % (vector.length + 1)
        for (const bad of [text, prefix + text, vector.slice(0, cut) + text + vector.slice(cut)]) {
          const read = parseCvss(bad)
          if ('reason' in read) expect(read.reason).toMatch(/\.$/)
          else expect(read.score).toBeLessThanOrEqual(10)
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('what is worse has no lower base score', () => {
  /** From the least severe to the most. */
  const WORSE: Record<string, string[]> = {
    '2': ['AV:LAN', 'AC:HML', 'Au:MSN', 'C:NPC', 'I:NPC', 'A:NPC'],
    '3': ['AV:PLAN', 'AC:HL', 'PR:HLN', 'UI:RN', 'S:UC', 'C:NLH', 'I:NLH', 'A:NLH'],
  }

  test.each([
    ['2', ''],
    ['3', 'CVSS:3.0/'],
    ['3', 'CVSS:3.1/'],
  ])('all vectors of %s (%s)', (version, prefix) => {
    const scales = (WORSE[version] ?? []).map((scale) => scale.split(':') as [string, string])
    const base = (values: readonly number[]) =>
      scored(prefix + scales.map(([name, letters], i) => `${name}:${letters[values[i] ?? 0]}`).join('/')).base
    let vectors: number[][] = [[]]
    for (const [, letters] of scales) vectors = vectors.flatMap((head) => [...letters].map((_, i) => [...head, i]))
    const scores = new Map(vectors.map((values) => [values.join(''), base(values)]))
    for (const [i] of scales.entries()) {
      for (const values of vectors) {
        const worse = scores.get(values.with(i, (values[i] ?? 0) + 1).join(''))
        if (worse !== undefined)
          expect(worse, `${values} ${i}`).toBeGreaterThanOrEqual(scores.get(values.join('')) ?? 0)
      }
    }
  })

  test('the sets of 4.0', () => {
    const flat = Object.entries(SCORES_4).flatMap(([row, cells]): [string, number][] =>
      cells.map((score, i) => [`${row}${Math.floor(i / 3)}${i % 3}`, score]),
    )
    const scores = new Map(flat)
    expect(scores.size).toBe(270)
    for (const [key, score] of scores) {
      for (const [i, digit] of [...key].entries()) {
        const less = scores.get(key.slice(0, i) + (Number(digit) + 1) + key.slice(i + 1))
        if (less !== undefined) expect(less).toBeLessThanOrEqual(score)
      }
    }
  })
})

const data = join(import.meta.dirname, '../../../../shared/data/advisories/cvss-vectors')

describe.skipIf(!existsSync(data))('the lists of vectors (skipped where there is no ../shared)', () => {
  const lines = (file: string) =>
    readFileSync(join(data, file), 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))

  test.each([
    ['v2_score.list', 12],
    ['v30_score.list', 32],
    ['v31_score.list', 35],
    ['v4_score.list', 40],
  ])('%s: every score', (file, count) => {
    const wanted = lines(file).map((line) => line.split(/\s+/).slice(0, 2))
    expect(wanted.length).toBe(count)
    expect(wanted.map(([vector = '']) => [vector, scored(vector).score])).toEqual(
      wanted.map(([vector, score]) => [vector, Number(score)]),
    )
  })

  test.each([
    ['v2_roundtrip.list', 6],
    ['v3_roundtrip.list', 22],
    ['v4_roundtrip.list', 43],
  ])('%s: written as it is read', (file, count) => {
    const vectors = lines(file).map((line) => line.split(/\s+/)[0] ?? '')
    expect(vectors.length).toBe(count)
    expect(vectors.map((vector) => scored(vector).vector)).toEqual(vectors)
  })

  test.each([
    ['v2_error.list', '2.0', 12],
    ['v3_error.list', '3.', 21],
    ['v4_error.list', '4.0', 15],
  ])('%s: refused, but for what is marked as right', (file, version, count) => {
    expect(lines(file).length).toBe(count)
    for (const line of lines(file)) {
      const isRight = line.endsWith('#OK')
      const read = parseCvss(line.replace('#OK', ''))
      // the lists have vectors of other versions, which are not wrong in themselves
      const isRead = !('reason' in read) && read.version.startsWith(version)
      expect(isRead, line).toBe(isRight)
    }
  })
})

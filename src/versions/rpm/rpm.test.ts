import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareKeys } from '../order.ts'
import { compareRpm, compareRpmRange } from './compare.ts'
import { rpmSortKey } from './sort-key.ts'

const byKey = (a: string, b: string) => compareKeys(rpmSortKey(a), rpmSortKey(b))

function expectOrder(a: string, b: string, order: number): void {
  const orders = [compareRpm(a, b), byKey(a, b), 0 - compareRpm(b, a), 0 - byKey(b, a)].map((n) => n + 0)
  expect(orders, `${a} ${b}`).toEqual([order, order, order, order])
}

test('the table', () => {
  const lines = readFileSync(join(import.meta.dirname, 'versions.txt'), 'utf8').split('\n')
  const rows = lines.map((line) => /^(\S+) ([<=]) (\S+)$/.exec(line)).filter((row) => row !== null)
  expect(rows.length).toBe(lines.filter((line) => line !== '' && !line.startsWith('#')).length)
  for (const [, a = '', sign, b = ''] of rows) expectOrder(a, b, sign === '<' ? -1 : 0)
})

test('ranges leave out a release that one side does not name', () => {
  expect(compareRpmRange('1:1.0-5', '1:1.0')).toBe(0)
  expect(compareRpmRange('1.0', '1.0-5')).toBe(0)
  expect(compareRpmRange('1.0-4', '1.0-5')).toBe(-1)
  expect(compareRpmRange('1:1.0-4', '1.0')).toBe(1)
  expect(compareRpmRange('1.1-4', '1.0')).toBe(1)
})

const vectors = join(import.meta.dirname, '../../../../shared/data/vectors/rpm-rpmvercmp.at.tsv')

describe.skipIf(!existsSync(vectors))(
  'the vectors of the native test suite (skipped where there is no ../shared)',
  () => {
    test('versions of every row', () => {
      const rows = readFileSync(vectors, 'utf8')
        .split('\n')
        .map((line) => line.split('\t'))
        .filter(([scheme]) => scheme === 'rpm')
      expect(rows.length).toBeGreaterThan(50)
      for (const [, a = '', b = '', order] of rows) expectOrder(`${a}-1`, `${b}-1`, Number(order))
    })
  },
)

// pieces that meet all rules, and any text
const piece = fc.constantFrom('0', '00', '1', '9', '10', '12345678901234567890123456789012345678901', 'a', 'Z', '~')
const other = fc.constantFrom('^', '.', '_', '-', ':', '+', 'ab', '255', 'é')
const version = fc.oneof(
  fc.array(fc.oneof(piece, other), { maxLength: 8 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ maxLength: 12 }),
)

describe('any text', () => {
  test('is ordered: antisymmetric, transitive, equal to itself, the key agrees', () => {
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        expectOrder(a, b, compareRpm(a, b))
        expect(compareRpm(a, a)).toBe(0)
        const sorted = [a, b, c].sort(compareRpm)
        expect(compareRpm(sorted[0]!, sorted[2]!)).toBeLessThanOrEqual(0)
        expect([a, b, c].sort(byKey)).toEqual(sorted)
      }),
      { numRuns: 5000 },
    )
  })

  test('digit runs of any length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 3000 }), (m, n) => {
        expectOrder(`1${'0'.repeat(m)}`, `1${'0'.repeat(n)}`, Math.sign(m - n))
        expectOrder(`${'7'.repeat(m)}1`, `${'7'.repeat(m)}2`, -1)
        expectOrder(`${'0'.repeat(m)}1`, `${'0'.repeat(n)}1`, 0)
      }),
    )
  })
})

const PYTHON = '/usr/bin/python3'
const ASK = `
import sys, rpm
for line in sys.stdin:
    a, b = [(e or '0', v, r) for e, v, r in (p.split(' ') for p in line.rstrip('\\n').split('\\t'))]
    print(rpm.labelCompare(a, b))
`

function hasRpm(): boolean {
  try {
    execFileSync(PYTHON, ['-c', 'import rpm'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

describe.skipIf(!hasRpm())('rpm itself (skipped where its Python module is not installed)', () => {
  const run = fc.constantFrom('0', '1', '01', '9', '10', 'a', 'Z', 'rc', '~', '^', '.', '_', '+', '..')
  const part = fc.array(run, { minLength: 1, maxLength: 6 }).map((runs) => `1${runs.join('')}`)
  const evr = fc.tuple(fc.constantFrom('', '', '0', '1', '12'), part, part)

  test('gives the same order', () => {
    const pairs = fc.sample(fc.tuple(evr, evr), 20_000)
    const input = pairs.map(([a, b]) => `${a.join(' ')}\t${b.join(' ')}\n`).join('')
    const orders = execFileSync(PYTHON, ['-c', ASK], { input, encoding: 'utf8' }).trim().split('\n')
    expect(orders).toHaveLength(pairs.length)
    const write = ([e, v, r]: [string, string, string]) => `${e && `${e}:`}${v}-${r}`
    for (const [at, [a, b]] of pairs.entries()) expectOrder(write(a), write(b), Number(orders[at]))
  })
})

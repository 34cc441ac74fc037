import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareKeys } from '../order.ts'
import { compareDeb } from './compare.ts'
import { debSortKey } from './sort-key.ts'

const byKey = (a: string, b: string) => compareKeys(debSortKey(a), debSortKey(b))

function expectOrder(a: string, b: string, order: number): void {
  const orders = [compareDeb(a, b), byKey(a, b), 0 - compareDeb(b, a), 0 - byKey(b, a)].map((n) => n + 0)
  expect(orders, `${a} ${b}`).toEqual([order, order, order, order])
}

test('the table', () => {
  const lines = readFileSync(join(import.meta.dirname, 'versions.txt'), 'utf8').split('\n')
  const rows = lines.map((line) => /^(\S+) ([<=]) (\S+)$/.exec(line)).filter((row) => row !== null)
  expect(rows.length).toBe(lines.filter((line) => line !== '' && !line.startsWith('#')).length)
  for (const [, a = '', sign, b = ''] of rows) expectOrder(a, b, sign === '<' ? -1 : 0)
})

const vectors = join(import.meta.dirname, '../../../../shared/data/vectors')

describe.skipIf(!existsSync(vectors))('the vectors of native test suites (skipped where there is no ../shared)', () => {
  test('deb rows', () => {
    const rows = readdirSync(vectors)
      .flatMap((file) => readFileSync(join(vectors, file), 'utf8').split('\n'))
      .map((line) => line.split('\t'))
      .filter(([scheme]) => scheme === 'deb')
    expect(rows.length).toBeGreaterThan(50)
    for (const [, a = '', b = '', order] of rows) expectOrder(a, b, Number(order))
  })
})

// pieces that meet all rules, and any text
const piece = fc.constantFrom('0', '00', '1', '9', '10', '123456789012345678901', 'a', 'Z', '~', '+', '.', '-', ':')
const version = fc.oneof(
  fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ maxLength: 12 }),
)

describe('any text', () => {
  test('is ordered: antisymmetric, transitive, equal to itself, the key agrees', () => {
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        expectOrder(a, b, compareDeb(a, b))
        expect(compareDeb(a, a)).toBe(0)
        const sorted = [a, b, c].sort(compareDeb)
        expect(compareDeb(sorted[0]!, sorted[2]!)).toBeLessThanOrEqual(0)
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

function dpkgSays(a: string, operator: string, b: string): boolean {
  try {
    execFileSync('dpkg', ['--compare-versions', a, operator, b], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

describe.skipIf(!existsSync('/usr/bin/dpkg'))('dpkg itself (skipped where it is not installed)', () => {
  const digits = fc.constantFrom('0', '1', '2', '9', '10', '01')
  const other = fc.constantFrom('', '~', '~~', '+', '.', 'a', 'Z', '~rc', '+b')
  const part = fc.tuple(digits, fc.array(fc.tuple(other, digits), { maxLength: 3 })).map((p) => p.flat(2).join(''))
  const epoch = fc.constantFrom('', '', '0:', '1:', '2:')
  const valid = fc.tuple(epoch, part, fc.option(part, { nil: '' })).map(([e, u, r]) => e + u + (r && `-${r}`))

  test('gives the same order', () => {
    fc.assert(
      fc.property(valid, valid, (a, b) => {
        const order = dpkgSays(a, 'lt', b) ? -1 : dpkgSays(a, 'eq', b) ? 0 : 1
        expectOrder(a, b, order)
      }),
      { numRuns: 150 },
    )
  })
})

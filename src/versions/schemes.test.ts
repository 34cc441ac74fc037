import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Scheme } from '../model/package.ts'
import { compareByKey, compareVersions } from './scheme.ts'

interface Tested {
  scheme: Scheme
  /** Of what versions are put together. */
  pieces: string[]
  /** Rows from the native test suite. */
  vectors: string
  /** Pairs of which comparator and key say the same. */
  agrees: (a: string, b: string) => boolean
}

const always = () => true
/** pacman compares no release where one side has none, and separators at an end by no order. */
const isWhole = (version: string) => /^[^-:]*[a-z0-9]-[a-z0-9.]*[a-z0-9]$/.test(version)

const TESTED: Tested[] = [
  {
    scheme: 'alpm',
    pieces: ['0', '1', '09', '12', 'a', 'rc', '.', '..', '_', '+', '-1', '1:'],
    vectors: 'pacman-vercmptest.sh.tsv',
    agrees: (a, b) => isWhole(a) && isWhole(b),
  },
  {
    scheme: 'gentoo',
    pieces: ['0', '1', '09', '10', '.', '.0', '.1', 'b', '_rc', '_p', '_alpha2', '-r0', '-r2', '0:'],
    vectors: 'portage-odd-rows.tsv',
    agrees: always,
  },
  {
    scheme: 'apk',
    pieces: ['0', '1', '09', '10', '.', '.0', '.1', 'b', '_rc', '_p', '_git3', '~ab', '-r0', '-r2'],
    vectors: 'apk-tools-version.data-odd-rows.tsv',
    agrees: always,
  },
]

describe.each(TESTED)('$scheme', ({ scheme, pieces, vectors, agrees }) => {
  const compare = (a: string, b: string) => compareVersions(scheme, a, b)
  const byKey = (a: string, b: string) => compareByKey(scheme, a, b)

  function expectOrder(a: string, b: string, order: number): void {
    const orders = [compare(a, b), 0 - compare(b, a)]
    if (agrees(a, b)) orders.push(byKey(a, b), 0 - byKey(b, a))
    expect(
      orders.map((n) => n + 0),
      `${a} ${b}`,
    ).toEqual(orders.map(() => order))
  }

  test('the table', () => {
    const lines = readFileSync(join(import.meta.dirname, scheme, 'versions.txt'), 'utf8').split('\n')
    const rows = lines.map((line) => /^(\S+) ([<=]) (\S+)$/.exec(line)).filter((row) => row !== null)
    expect(rows.length).toBe(lines.filter((line) => line !== '' && !line.startsWith('#')).length)
    for (const [, a = '', sign, b = ''] of rows) expectOrder(a, b, sign === '<' ? -1 : 0)
  })

  const file = join(import.meta.dirname, '../../../shared/data/vectors', vectors)
  test.skipIf(!existsSync(file))('the vectors of the native test suite (skipped where there is no ../shared)', () => {
    const rows = readFileSync(file, 'utf8').trim().split('\n')
    expect(rows.length).toBeGreaterThan(10)
    for (const row of rows) {
      const [, a = '', b = '', order] = row.split('\t')
      expectOrder(a, b, Number(order))
    }
  })

  const made = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 7 }).map((parts) => parts.join(''))
  const version = fc.oneof(made, fc.string({ unit: 'binary', maxLength: 12 }))

  test('any text is ordered: antisymmetric, equal to itself, as the key says; the key is transitive', () => {
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        expectOrder(a, b, compare(a, b))
        expect([compare(a, a), byKey(a, a)]).toEqual([0, 0])
        const sorted = [a, b, c].sort(byKey)
        expect(byKey(sorted[0] as string, sorted[2] as string)).toBeLessThanOrEqual(0)
      }),
      { numRuns: 3000 },
    )
  })

  test('digit runs of any length', () => {
    const size = fc.integer({ min: 1, max: 2000 })
    fc.assert(
      fc.property(size, size, (m, n) => {
        expectOrder(`1${'0'.repeat(m)}`, `1${'0'.repeat(n)}`, Math.sign(m - n))
        expectOrder(`${'7'.repeat(m)}1`, `${'7'.repeat(m)}2`, -1)
      }),
      { numRuns: 100 },
    )
  })
})

import { expect, test } from 'vitest'
import { findHigherSets, overlaps, type RankedPackage, toSetBits, toSetMask } from './outdated.ts'

const sets = Array.from({ length: 70 }, (_, i) => 100 + i)
const bits = toSetBits(sets)
const row = (id: number, name_id: number, rank: number, installed = true): RankedPackage => ({
  id,
  name_id,
  type: 'deb',
  rank,
  installed,
})

test('each installed package knows the sets that are above it, and no others', () => {
  const packages = [row(1, 7, 3, false), row(2, 7, 2), row(3, 7, 2), row(4, 7, 1), row(5, 8, 9), row(6, 8, 1, false)]
  const setsOf = new Map([
    [1, [100]],
    [2, [169]],
    [3, [101]],
    [5, [102]],
  ])
  const found = findHigherSets(packages, setsOf, bits)
  const asIds = [...found].map(([id, mask]) => [id, sets.filter((set) => overlaps(mask, toSetMask(bits, [set])))])
  expect(asIds).toEqual([
    [2, [100]],
    [3, [100]],
    [4, [100, 101, 169]],
  ])
})

test('the next name or family starts afresh, whatever its rank', () => {
  const found = findHigherSets([row(1, 7, 5, false), row(2, 8, 4)], new Map([[1, [100]]]), bits)
  expect(found.size).toBe(0)
  const rpm = { ...row(2, 7, 5), type: 'rpm' as const }
  expect(findHigherSets([row(1, 7, 5, false), rpm, { ...rpm, id: 3, rank: 4 }], new Map([[1, [100]]]), bits).size).toBe(
    0,
  )
})

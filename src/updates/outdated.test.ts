import { expect, test } from 'vitest'
import { findHigherSets, overlaps, type SortedPackage, toSetBits, toSetMask } from './outdated.ts'

const sets = Array.from({ length: 70 }, (_, i) => 100 + i)
const bits = toSetBits(sets)

function row(id: number, name_id: number, version: number, host_count = 1): SortedPackage {
  return { id, name_id, type: 'deb', sort_key: Uint8Array.of(version), host_count }
}

test('each installed package knows the sets that are above it, and no others', () => {
  const packages = [row(4, 7, 1), row(2, 7, 2), row(3, 7, 2), row(1, 7, 3, 0), row(6, 8, 1, 0), row(5, 8, 9)]
  const setsOf = new Map([
    [1, [100]],
    [2, [169]],
    [3, [101]],
    [5, [102]],
  ])
  const found = findHigherSets(packages, setsOf, bits)
  const asIds = [...found].map(([id, mask]) => [id, sets.filter((set) => overlaps(mask, toSetMask(bits, [set])))])
  expect(asIds).toEqual([
    [3, [100]],
    [2, [100]],
    [4, [100, 101, 169]],
  ])
})

test('the next name or family starts afresh, and a set that is not asked about does not count', () => {
  const setsOf = new Map([
    [1, [100]],
    [9, [7]],
  ])
  expect(findHigherSets([row(2, 6, 4), row(1, 7, 5, 0)], setsOf, bits).size).toBe(0)
  expect(findHigherSets([{ ...row(2, 7, 4), type: 'apk' }, row(1, 7, 5, 0)], setsOf, bits).size).toBe(0)
  expect(findHigherSets([row(2, 7, 4), row(9, 7, 5)], setsOf, bits).size).toBe(0)
})

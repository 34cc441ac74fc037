import { expect, test } from 'vitest'
import { SeenPackages } from './seen-packages.ts'

test('tells what came before, with the same checksum or with another', () => {
  const seen = new SeenPackages()
  expect(seen.compare(['bash', '5.2', 'amd64'], 'ab12')).toBe('new')
  expect(seen.compare(['bash', '5.2', 'amd64'], 'ab12')).toBe('same')
  expect(seen.compare(['bash', '5.2', 'amd64'], 'ab13')).toBe('other')
  expect(seen.compare(['bash', '5.2', 'amd64'], 'ab12')).toBe('same')
})

test('where a part of the key ends counts, so does their order', () => {
  const seen = new SeenPackages()
  const keys = [['ab', 'c'], ['a', 'bc'], ['c', 'ab'], ['abc', ''], ['', 'abc'], ['abc'], ['gr\u00fcn'], ['gr\u01fcn']]
  expect(keys.map((key) => seen.compare(key, ''))).toEqual(keys.map(() => 'new'))
  expect(keys.map((key) => seen.compare(key, ''))).toEqual(keys.map(() => 'same'))
})

test('keeps hundreds of thousands that differ by little apart', () => {
  const seen = new SeenPackages()
  const keys = Array.from({ length: 300_000 }, (_, i) => [
    `lib${i % 500}`,
    `1.${i % 7}.${Math.floor(i / 500)}`,
    'amd64',
  ])
  const count = (answer: string, checksum: (i: number) => string) =>
    keys.filter((key, i) => seen.compare(key, checksum(i)) === answer).length
  const checksum = (i: number) => i.toString(16).padEnd(64, '0')
  expect(count('new', checksum)).toBe(keys.length)
  expect(count('same', checksum)).toBe(keys.length)
})

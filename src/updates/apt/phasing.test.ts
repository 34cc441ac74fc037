import { expect, test } from 'vitest'
import { isPhasedIn } from './phasing.ts'

// drawn by libstdc++ 12: seed_seq(text), minstd_rand, uniform_int_distribution<unsigned>(0, 100)
test.each([
  ['systemd', '252-4', 78],
  ['systemd', '1', 77],
  ['systemd', '2', 11],
  ['systemd', '3', 34],
  ['systemd', '4', 15],
])('%s %s is drawn at %d', (source, sourceVersion, drawn) => {
  const machineId = '0123456789abcdef0123456789abcdef'
  expect(isPhasedIn({ source, sourceVersion, phased: drawn }, machineId)).toBe(true)
  expect(isPhasedIn({ source, sourceVersion, phased: drawn - 1 }, machineId)).toBe(false)
})

import { expect, test } from 'vitest'
import { matchesAny } from './glob.ts'

test.each([
  ['linux-image-amd64', 'linux-*', true],
  ['linux-image-amd64', '*-amd64', true],
  ['linux-image-amd64', 'linux', false],
  ['linux-image-amd64', 'linux-image-amd64?', false],
  ['g++', 'g++', true],
  ['gcc', 'g..', false],
  ['abc', 'a?c', true],
  ['abcbc', 'a*bc', true],
  ['', '*', true],
  ['', '?', false],
])('%s %s: %s', (name, pattern, expected) => expect(matchesAny(name, [pattern])).toBe(expected))

test('no pattern is slow', () => {
  const started = process.cpuUsage()
  expect(matchesAny('a'.repeat(255), [`${'*a'.repeat(100)}*b`])).toBe(false)
  expect(process.cpuUsage(started).user).toBeLessThan(500_000)
})

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
  ['php81-cli', 'php8[0-2]*', true],
  ['php83-cli', 'php8[!0-2]*', true],
  ['php83-cli', 'php8[0-2]*', false],
  ['a]', 'a[]]', true],
  ['a[', 'a[', true],
  ['a\\', 'a[\\]', true],
  ['ab', 'a[z-a]', false],
])('%s %s: %s', (name, pattern, expected) => expect(matchesAny(name, [pattern])).toBe(expected))

test('no pattern is slow', () => {
  const started = process.cpuUsage()
  expect(matchesAny('a'.repeat(255), [`${'*a'.repeat(100)}*b`])).toBe(false)
  expect(matchesAny('a'.repeat(255), [`${'*[a]'.repeat(60)}*b${'['.repeat(200)}`])).toBe(false)
  expect(process.cpuUsage(started).user).toBeLessThan(500_000)
})

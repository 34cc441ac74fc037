import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { SETTINGS, TABLES } from './settings.ts'

const page = readFileSync(join(import.meta.dirname, '../../docs/settings.md'), 'utf8')

test('the page on settings names every setting, and no other', () => {
  const times = TABLES.times.names.map((name) => `${TABLES.times.prefix}${name.toUpperCase()}`)
  const known = [...Object.values(SETTINGS).map(({ env }) => env), ...times].sort()
  const named = new Set(page.match(/`(PATCHMAN_[A-Z0-9_]+|HTTPS?_PROXY|NO_PROXY)`/g)?.map((word) => word.slice(1, -1)))
  expect([...named].sort()).toEqual(known)
})

test('it tells their defaults', () => {
  const numbers = Object.values(SETTINGS).filter(({ fallback }) => typeof fallback === 'number')
  expect(numbers.length).toBeGreaterThan(4)
  for (const { env, fallback } of numbers) {
    const row = page.split('\n').find((line) => line.includes(`\`${env}\``) && line.startsWith('|'))
    expect(row, env).toContain(`\`${fallback}\``)
  }
  for (const [name, pattern] of Object.entries(TABLES.times.fallback)) {
    expect(page).toContain(`\`PATCHMAN_TIME_${name.toUpperCase()}\` | \`${pattern}\``)
  }
})

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { answerCase, MANAGERS, parseCase } from '../../tests/support/update-case.ts'

/** A rule a file; tests/support/update-case.ts says what its lines mean. */
describe.each(['apt', 'dnf', 'zypper', 'pacman', 'apk', 'portage'] as const)('%s', (name) => {
  const folder = join(import.meta.dirname, name, 'cases')
  const files = readdirSync(folder).filter((file) => file.endsWith('.case'))

  test.each(files)('%s', (file) => {
    const text = readFileSync(join(folder, file), 'utf8')
    expect(text).toMatch(/^# .{20}/)
    const parsed = parseCase(text, MANAGERS[name])
    expect(answerCase(parsed)).toEqual(parsed.wanted)
  })

  test('there are cases', () => expect(files.length).toBeGreaterThan(10))
})

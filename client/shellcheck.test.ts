import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const hasShellcheck = spawnSync('shellcheck', ['--version']).status === 0

/** Parts that the client finds by their folder, and scripts of their own. */
const files = globSync(['client/install', 'client/lib/{bash,rpm}.sh', 'client/managers/*.sh', 'client/hooks/*'], {
  cwd: root,
}).filter((f) => !/\.(conf|cron|timer|service|actions?|hook|py)$/.test(f))

describe.skipIf(!hasShellcheck)('shellcheck (needs the tool)', () => {
  test('finds nothing in the client, its parts followed', () => {
    expect(shellcheck('-x', 'client/patchman-client')).toBe('')
  })

  test.each(files)('finds nothing in %s', (file) => {
    // a part alone uses names that the client sets
    expect(shellcheck('--exclude=SC2154', file)).toBe('')
  })
})

test('no eval anywhere', () => {
  const found = spawnSync('grep', ['-rnwE', 'eval', 'client', '--include=*.sh', '--include=patchman-client'], {
    cwd: root,
  })
  expect(String(found.stdout)).toBe('')
})

function shellcheck(...args: string[]): string {
  return String(spawnSync('shellcheck', args, { cwd: root }).stdout)
}

import { expect, test } from 'vitest'
import { isMasked, parseMasks } from './mask.ts'
import { splitId, type VersionId } from './tree-file.ts'

test.each([
  ['app-misc/a', 'app-misc/a-1.0', true],
  ['app-misc/a', 'app-misc/b-1.0', false],
  ['>=app-misc/a-2', 'app-misc/a-2', true],
  ['>=app-misc/a-2', 'app-misc/a-2_rc1', false],
  ['>app-misc/a-2', 'app-misc/a-2-r1', true],
  ['<app-misc/a-2', 'app-misc/a-1.9', true],
  ['<=app-misc/a-2', 'app-misc/a-2-r1', false],
  ['=app-misc/a-2', 'app-misc/a-2-r1', false],
  ['=app-misc/a-2-r0', 'app-misc/a-2', true],
  ['~app-misc/a-2', 'app-misc/a-2-r7', true],
  ['=app-misc/a-1.2*', 'app-misc/a-1.2.3', true],
  ['=app-misc/a-1.2*', 'app-misc/a-1.20', false],
  ['app-misc/a:3', 'app-misc/a-1', false],
  ['app-misc/a:0/2::gentoo # why', 'app-misc/a-1', true],
  ['# app-misc/a', 'app-misc/a-1', false],
  ['-app-misc/a', 'app-misc/a-1', false],
  ['>=app-misc/a', 'app-misc/a-1', false],
  ['*/*', 'app-misc/a-1', false],
])('%s hides %s: %s', (line, id, expected) => {
  expect(isMasked(splitId(id) as VersionId, '0', parseMasks(`# head\n\n${line}\n`))).toBe(expected)
})

import { expect, test } from 'vitest'
import { toVersionParts } from './package-identity.ts'

test.each([
  [
    ['3.11', '3.11.9', 'r1'],
    ['3.11', '3.11.9', 'r1'],
  ],
  [
    ['0', '1.0', ''],
    ['', '1.0', ''],
  ],
  [
    ['0/74.2', '74.2', 'r0'],
    ['', '74.2', ''],
  ],
  [
    [':2/3', '2.78', ''],
    ['2', '2.78', ''],
  ],
  [
    ['', '1.0_p1-r3', ''],
    ['', '1.0_p1', 'r3'],
  ],
  [
    ['', '1.0-r0', 'r0'],
    ['', '1.0', ''],
  ],
  [
    ['stable', '9999', ''],
    ['stable', '9999', ''],
  ],
])('gentoo: %j is %j, however the client says it', ([epoch = '', version = '', release = ''], expected) => {
  const parts = toVersionParts('gentoo', { epoch, version, release })
  expect([parts.epoch, parts.version, parts.release]).toEqual(expected)
})

import { expect, test } from 'vitest'
import { toIdPrefix, toRepoId } from './repo-id.ts'

const CPE = 'cpe:/o:rocky:rocky:9::baseos'

test.each([
  [`Rocky Linux 9.4 (Blue Onyx) [${CPE}]`, `${CPE}-baseos`, 'baseos'],
  [`Rocky Linux 9.4 (Blue Onyx) [${CPE}]`, `${CPE}-rocky-extras-9`, 'rocky-extras-9'],
  [`Rocky Linux 9.4 (Blue Onyx) [${CPE}]`, 'baseos', 'baseos'],
  [`Rocky Linux 9.4 (Blue Onyx) [${CPE}]`, `${CPE}-`, `${CPE}-`],
  ['Rocky Linux 9.4 (Blue Onyx)', `${CPE}-baseos`, `${CPE}-baseos`],
  ['Fedora 40 [x] [ cpe:/o:f:fedora:40 ]', 'cpe:/o:f:fedora:40-updates', 'updates'],
])('on %j the id %j is %j', (os, id, plain) => {
  expect(toRepoId(id, toIdPrefix(os))).toBe(plain)
})

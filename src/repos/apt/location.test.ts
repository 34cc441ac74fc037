import { expect, test } from 'vitest'
import type { ReleaseFacts } from '../../model/candidate.ts'
import { parseLocation } from './location.ts'
import { isSecurityRelease } from './security.ts'

const BASE = 'http://deb.example.org/debian/dists'

test.each([
  [`${BASE}/bookworm/main/binary-amd64`, 'bookworm', [[`${BASE}/bookworm`, 'main/binary-amd64/']]],
  [
    `${BASE}/buster/updates/main/binary-all`,
    'buster/updates',
    [
      [`${BASE}/buster/updates`, 'main/binary-all/'],
      [`${BASE}/buster`, 'updates/main/binary-all/'],
    ],
  ],
  ['http://a.example/flat/path', '', [['http://a.example/flat/path', '']]],
  ['http://a.example', '', [['http://a.example', '']]],
  ['http://a.example/dists/x/binary-amd64', '', [['http://a.example/dists/x/binary-amd64', '']]],
])('%s', (url, suite, roots) => {
  expect(parseLocation(url)).toEqual({ indexUrl: url, suite, roots: roots.map(([u, path]) => ({ url: u, path })) })
})

const facts = (more: Partial<ReleaseFacts>): ReleaseFacts => ({
  origin: '',
  label: '',
  suite: '',
  codename: '',
  date: 0,
  validUntil: 0,
  notAutomatic: false,
  butAutomaticUpgrades: false,
  ...more,
})

test.each([
  [facts({ label: 'Debian-Security' }), 'x', true],
  [facts({ suite: 'jammy-security' }), 'x', true],
  [facts({ codename: 'bookworm-security' }), 'x', true],
  [facts({ origin: 'security' }), 'bookworm-security', false],
  [facts({ label: 'insecurity' }), 'x', false],
  [facts({ label: 'Security updates' }), 'x', true],
  [undefined, 'bookworm-security', true],
  [undefined, 'stable/updates', false],
  [undefined, '', false],
])('%j with suite %j in its path: %j', (release, suite, expected) => {
  expect(isSecurityRelease(release, suite)).toBe(expected)
})

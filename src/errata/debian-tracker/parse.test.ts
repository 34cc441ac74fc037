import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { collect, toPieces } from '../../../tests/support/pieces.ts'
import { parseDebianTracker } from './parse.ts'

const read = (text: string | Buffer, size?: number, isWanted?: (release: string) => boolean) =>
  collect(parseDebianTracker(toPieces(text, size), 'tracker', isWanted))

const states = {
  fixed: { status: 'resolved', fixed_version: '0:1.2-3', urgency: 'high**' },
  never: { status: 'resolved', fixed_version: '0', urgency: 'unimportant' },
  open: { status: 'open', urgency: 'not yet assigned' },
  later: { status: 'open', urgency: 'low', nodsa: 'Minor  issue', nodsa_reason: '' },
  postponed: { status: 'open', urgency: 'low', nodsa: 'Next release', nodsa_reason: 'postponed' },
  ignored: { status: 'open', urgency: 'low', nodsa: 'Too hard', nodsa_reason: 'ignored' },
  small: { status: 'open', urgency: 'unimportant' },
  ended: { status: 'open', urgency: 'end-of-life' },
  unknown: { status: 'undetermined', urgency: 'not yet assigned' },
}
const FILE = {
  openssl: {
    'CVE-2024-1111': { description: 'A flaw', releases: states },
    'TEMP-0000000-A2EB44': { releases: states },
    'CVE-2024-2222': { releases: {} },
  },
  bash: {},
}

test.each([1, 60, 100_000])('states, release by release (pieces of %i bytes)', async (size) => {
  const { packages, rejects } = await read(JSON.stringify(FILE), size)
  expect(rejects).toEqual([])
  expect(packages.map(({ name }) => name)).toEqual(['openssl', 'bash'])
  expect(packages[0]?.descriptions).toEqual(new Map([['CVE-2024-1111', 'A flaw']]))
  expect(packages[0]?.fixes.map((f) => [f.release, f.state, f.version, f.severity, f.note])).toEqual([
    ['fixed', 'fixed', '1.2-3', 'high', ''],
    ['never', 'not-affected', '', 'unimportant', ''],
    ['open', 'unfixed', '', '', ''],
    ['later', 'postponed', '', 'low', 'Minor issue'],
    ['postponed', 'postponed', '', 'low', 'Next release'],
    ['ignored', 'ignored', '', 'low', 'Too hard'],
    ['small', 'ignored', '', 'unimportant', ''],
    ['ended', 'ended', '', 'end-of-life', ''],
    ['unknown', 'undetermined', '', '', ''],
  ])
  expect(packages[0]?.fixes[0]).toMatchObject({ cve: 'CVE-2024-1111', of: 'source', type: 'deb', name: 'openssl' })
})

test('releases that nobody wants are left out', async () => {
  const { packages } = await read(JSON.stringify(FILE), 100, (release) => release === 'open')
  expect(packages[0]?.fixes.map(({ release }) => release)).toEqual(['open'])
})

test('what cannot be used is a reject, and takes nothing with it', async () => {
  const bad = { 'CVE-2024-1111': { releases: { a: { status: 'odd' }, b: { status: 'resolved' }, c: states.open } } }
  const { packages, rejects } = await read(
    JSON.stringify({
      ...FILE,
      x: [],
      'a b': {},
      bad: {
        ...bad,
        odd: {},
        'CVE-2024-3333': { releases: 7 },
        'CVE-2024-4444': {},
        'CVE-2024-5555': { releases: [] },
      },
    }),
  )
  expect(packages.map(({ name, fixes, isWhole }) => [name, fixes.length, isWhole])).toEqual([
    ['openssl', 9, true],
    ['bash', 0, true],
    ['bad', 1, false],
  ])
  expect(rejects.map(({ position, text }) => [position, text.slice(0, 19)])).toEqual([
    [3, 'x []'],
    [4, 'a b {}'],
    [5, 'bad CVE-2024-1111 a'],
    [5, 'bad CVE-2024-1111 b'],
    [5, 'bad odd'],
    [5, 'bad CVE-2024-3333'],
  ])
})

test.each([
  ['an empty file', '', 'bad-response', 'empty'],
  ['a web page', '<!DOCTYPE html>\n<html>', 'html-instead-of-index', 'web page'],
  ['a list', '[{}]', 'bad-response', 'a list'],
  ['nothing', '{}', 'bad-response', 'no packages'],
  ['another shape', '{"data": [], "version": 2}', 'bad-response', 'no packages that can be used'],
  ['a cut one', JSON.stringify(FILE).slice(0, -2), 'truncated', 'before its end'],
])('%s is refused', async (_, text, code, reason) => {
  await expect(read(text)).rejects.toMatchObject({ code, reason: expect.stringContaining(reason) })
})

const data = join(import.meta.dirname, '../../../../shared/data/advisories/debian/tracker-json')

describe.skipIf(!existsSync(data))('real files (skipped where there is no ../shared)', () => {
  test.each(['vulnerablecode', 'vuls', 'vunnel'])('%s.json parses whole, or says what of it does not', async (name) => {
    const text = readFileSync(join(data, `${name}.json`), 'utf8')
    const { packages, rejects } = await read(text)
    const names = Object.entries(JSON.parse(text) as object).filter(([, value]) => !Array.isArray(value))
    expect(packages.map((one) => one.name)).toEqual(names.map(([key]) => key))
    expect(rejects.length).toBe(Object.keys(JSON.parse(text)).length - names.length)
    const releases = names.flatMap(([, cves]) =>
      Object.entries(cves as Record<string, { releases: object }>)
        .filter(([id]) => id.startsWith('CVE-'))
        .flatMap(([, { releases }]) => Object.keys(releases)),
    )
    expect(packages.flatMap(({ fixes }) => fixes).length).toBe(releases.length)
  })
})

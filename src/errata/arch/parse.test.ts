import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { collect, toPieces } from '../../../tests/support/pieces.ts'
import { parseArchIssues } from './parse.ts'

const read = (text: string | Buffer, size?: number) => collect(parseArchIssues(toPieces(text, size), 'all.json'))

const GROUP = {
  ...{ name: 'AVG-7', packages: ['example', 'lib32-example'], status: 'Fixed', severity: 'High' },
  ...{ type: 'arbitrary code execution', affected: '1.0-1', fixed: '1:1.0-2', ticket: '54842' },
  ...{ issues: ['CVE-2024-0001', 'CVE-2024-0002'], advisories: ['ASA-202401-1', 'ASA-202401-2'] },
}
const list = (...groups: object[]) => JSON.stringify(groups.map((group) => ({ ...GROUP, ...group })))

test.each([1, 100_000])('a group is an erratum (pieces of %i bytes)', async (size) => {
  const { errata, rejects } = await read(list({}), size)
  expect(rejects).toEqual([])
  expect(errata).toMatchObject([
    {
      ...{ name: 'AVG-7', type: 'security', severity: 'high', cves: ['CVE-2024-0001', 'CVE-2024-0002'] },
      ...{ title: 'example, lib32-example: arbitrary code execution', packages: [] },
      fixes: ['example', 'lib32-example'].map((name) => ({
        ...{ of: 'binary', type: 'arch', name, state: 'fixed' },
        unaffected: [{ relation: '>=', version: '1:1.0-2' }],
      })),
      references: ['AVG-7', 'ASA-202401-1', 'ASA-202401-2', 'FS#54842'].map((title) => ({ title })),
    },
  ])
})

test.each([
  ['Fixed', '1-1', 'fixed', '<'],
  ['Testing', '1-1', 'fixed', '<'],
  ['Unknown', '1-1', 'fixed', '<'],
  ['Testing', null, 'unfixed', ''],
  ['Vulnerable', null, 'unfixed', ''],
  ['Unknown', null, 'undetermined', undefined],
  ['Not affected', null, 'not-affected', undefined],
  ['Not affected', '1-1', 'not-affected', undefined],
])('%s, fixed in %j: %s', async (status, fixed, state, relation) => {
  const { errata } = await read(list({ status, fixed, severity: 'Unknown', type: 'unknown', packages: ['a'] }))
  expect(errata[0]).toMatchObject({ severity: '', title: 'a' })
  expect(errata[0]?.fixes.map((fix) => [fix.state, fix.vulnerable[0]?.relation])).toEqual([[state, relation]])
})

test('a group that cannot be used is a reject, and takes no other with it', async () => {
  const groups = [
    { name: 'X' },
    { packages: [] },
    { packages: 'a' },
    { fixed: '1 2' },
    { fixed: null },
    { packages: ['a b', 'c'] },
  ]
  const { errata, rejects } = await read(`[{"name" 1}, null, 7, ${list(...groups).slice(1)}`)
  expect(errata.map(({ fixes }) => fixes.map(({ name }) => name))).toEqual([['c']])
  expect(rejects.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
  expect(rejects.at(-1)).toMatchObject({ text: 'AVG-7 a b', reason: 'It is no name of a package.' })
})

test.each([
  ['an empty file', '', 'bad-response'],
  ['a cut one', list({}).slice(0, 100), 'truncated'],
  ['a web page', '<html>', 'html-instead-of-index'],
  ['another document', '{"name": "AVG-1"}', 'bad-response'],
])('%s is refused', async (_, text, code) => {
  await expect(read(text)).rejects.toMatchObject({ code })
})

const data = join(import.meta.dirname, '../../../../shared/data/advisories/arch')

describe.skipIf(!existsSync(data))('real ones (skipped where there is no ../shared)', () => {
  test.each([
    ['issues-all-multi.json', ['AVG-2781 fixed', 'AVG-2780 fixed', 'AVG-4 fixed']],
    ['issues-all-old.json', ['AVG-1146 unfixed', 'AVG-1157 unfixed', 'AVG-708 fixed fixed fixed fixed']],
    ['issues-all.json', ['AVG-1 fixed', 'AVG-5 fixed']],
    ['vuln-list-update/archlinux.json', ['AVG-20 fixed', 'AVG-4 fixed']],
    [
      'vunnel/arch-advisories/all.json',
      ['AVG-1234 fixed', 'AVG-5678 fixed', 'AVG-9999 unfixed', 'AVG-1324 fixed fixed', 'AVG-2222 fixed'],
    ],
  ])('%s parses whole', async (file, found) => {
    const { errata, rejects } = await read(readFileSync(join(data, file)))
    expect(rejects).toEqual([])
    expect(errata.map(({ name, fixes }) => [name, ...fixes.map(({ state }) => state)].join(' '))).toEqual(found)
  })

  test('a template is no list', async () => {
    const text = readFileSync(join(data, 'raw-advisory.jinja-template.txt'))
    await expect(read(text)).rejects.toMatchObject({ code: 'bad-response' })
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toPieces } from '../../../tests/support/pieces.ts'
import { readJsonMembers, readJsonRecords } from './read-records.ts'

async function read(text: string | Buffer, list?: string, size?: number) {
  const all = { root: {} as Readonly<Record<string, unknown>>, records: [] as unknown[], flaws: [] as string[] }
  for await (const { root, records } of readJsonRecords(toPieces(text, size), list)) {
    all.root = root
    all.records.push(...records.filter(({ flaw }) => flaw === '').map(({ value }) => value))
    all.flaws.push(...records.filter(({ flaw }) => flaw !== '').map(({ position, flaw }) => `${position} ${flaw}`))
  }
  return all
}

const ROOT = '\ufeff{"a": 1, "b": {"list": [1]}, "list": [{"x": "}]\\"é"}, 12, "s", [[]], null], "z": "end"}\n'

test.each([1, 3, 10_000])('the items of a member, with the members around it (pieces of %i bytes)', async (size) => {
  const { root, records } = await read(ROOT, 'list', size)
  expect({ ...root }).toEqual({ a: 1, b: { list: [1] }, z: 'end' })
  expect(records).toEqual([{ x: '}]"é' }, 12, 's', [[]], null])
})

test('any list is read as JSON.parse reads it, wherever it is cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.jsonValue()), fc.integer({ min: 1, max: 50 }), async (values, size) => {
      for (const text of [JSON.stringify(values), JSON.stringify(values, null, 2)]) {
        expect((await read(text, undefined, size)).records).toEqual(JSON.parse(text))
      }
      const text = JSON.stringify({ before: values, list: values, __proto__: 1 })
      expect((await read(text, 'list', size)).records).toEqual(JSON.parse(text).list)
    }),
    { numRuns: 100 },
  )
})

test('what is no JSON in an item is its flaw alone', async () => {
  const { records, flaws } = await read('[{"a": 1}, {"a" 1}, {"a": nope}, nope, {"a": 2}]')
  expect(records).toEqual([{ a: 1 }, { a: 2 }])
  expect(flaws.map((flaw) => flaw.slice(0, 17))).toEqual([
    '2 It is not JSON:',
    '3 It is not JSON:',
    '4 It is not JSON:',
  ])
})

test.each([1, 7, 1000])('the members of the root, each by its name (pieces of %i bytes)', async (size) => {
  const text = '{"a": {"x": [1, "}"]}, "__proto__": [2], "b" : {"y" 1}, "c": 3, "d": "s"}'
  const records = []
  for await (const part of readJsonMembers(toPieces(text, size), { maxCharacters: 100 })) records.push(...part.records)
  expect(records.map(({ name, value }) => [name, value])).toEqual([
    ['a', { x: [1, '}'] }],
    ['__proto__', [2]],
    ['b', undefined],
    ['c', 3],
    ['d', 's'],
  ])
  expect(records[2]?.flaw).toMatch(/^It is not JSON/)
  const first = (root: string) => readJsonMembers(toPieces(root), { maxCharacters: 9 }).next()
  await expect(first(text)).rejects.toThrow('larger')
  await expect(first('[]')).rejects.toThrow('a list')
})

test('items come while the file is read', async () => {
  const sizes: number[] = []
  for await (const { records } of readJsonRecords(toPieces(`[${'{"a":1},'.repeat(99)}{}]`, 50)))
    sizes.push(records.length)
  expect(sizes.length).toBeGreaterThan(10)
  expect(sizes.reduce((sum, size) => sum + size)).toBe(100)
})

describe('what is refused', () => {
  test.each([
    ['an empty file', '', undefined, 'bad-response', 'empty'],
    ['a cut list', '[{"a": 1}', undefined, 'truncated', 'before its end'],
    ['a cut item', '[{"a": 1}, {"a', undefined, 'truncated', 'before its end'],
    ['a cut root', '{"list": [1]', 'list', 'truncated', 'before its end'],
    ['a web page', '<html>\n', undefined, 'html-instead-of-index', 'web page'],
    ['text', 'It works!', undefined, 'bad-response', 'not JSON'],
    ['another root', '{}', undefined, 'bad-response', 'an object'],
    ['a list as root', '[]', 'list', 'bad-response', 'a list'],
    ['no such list', '{"lists": []}', 'list', 'bad-response', 'no list'],
    ['two roots', '[][]', undefined, 'bad-response', 'behind its end'],
    ['a wrong end', '[1}', undefined, 'bad-response', 'out of place'],
    ['a member without name', '{1: 2}', 'list', 'bad-response', 'no name'],
    ['depth', `[${'['.repeat(100_000)}`, undefined, 'bad-response', 'deep'],
    ['a text without end', `["${'x'.repeat(17_000_000)}`, undefined, 'bad-response', 'larger'],
  ])('%s', async (_, text, list, code, reason) => {
    await expect(read(text, list)).rejects.toMatchObject({ code, reason: expect.stringContaining(reason) })
  })
})

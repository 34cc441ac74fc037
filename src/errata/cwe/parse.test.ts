import { expect, test } from 'vitest'
import { collect, toPieces } from '../../../tests/support/pieces.ts'
import { type CWE_LISTS, parseCwes } from './parse.ts'

const read = (text: string, kind: keyof typeof CWE_LISTS = 'weakness') =>
  collect(parseCwes(toPieces(text, 20), 'CWE', kind))

test('names of weaknesses and categories', async () => {
  const weakness = { ID: '79', Name: 'Improper  Neutralization', Description: 'Text.', Status: 'Stable' }
  expect(await read(JSON.stringify({ Weaknesses: [weakness, { ID: 'x', Name: 'y' }, { ID: '1' }] }))).toMatchObject({
    cwes: [
      { name: 'CWE-79', title: 'Improper Neutralization', description: 'Text.', kind: 'weakness', status: 'stable' },
    ],
    rejects: [{ position: 2 }, { position: 3 }],
  })
  const categories = JSON.stringify({ Categories: [{ ID: 2, Name: '7PK', Summary: 'Sum.' }] })
  expect(await read(categories, 'category')).toMatchObject({
    cwes: [{ name: 'CWE-2', description: 'Sum.', kind: 'category' }],
  })
})

test.each([
  ['an empty file', '', 'empty'],
  ['another list', '{"Categories": []}', 'no list'],
  ['a cut one', '{"Weaknesses": [{"ID": "79"', 'before its end'],
])('%s is refused', async (_, text, reason) => {
  await expect(read(text)).rejects.toThrow(reason)
})

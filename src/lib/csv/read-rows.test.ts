import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toPieces } from '../../../tests/support/pieces.ts'
import { type CsvRow, readCsvRows } from './read-rows.ts'

async function read(text: string, size?: number) {
  const all: CsvRow[] = []
  for await (const rows of readCsvRows(toPieces(text, size))) all.push(...rows)
  return all
}

test.each([1, 5, 1000])('rows with their lines (pieces of %i bytes)', async (size) => {
  const text = 'a,b,c\r\n\r\n"1,2","say ""so""\nor not",é\n,,\nlast,"",x'
  expect(await read(text, size)).toEqual([
    { line: 1, cells: ['a', 'b', 'c'] },
    { line: 3, cells: ['1,2', 'say "so"\nor not', 'é'] },
    { line: 5, cells: ['', '', ''] },
    { line: 6, cells: ['last', '', 'x'] },
  ])
})

test('any cells are read as they were written', async () => {
  const cell = fc.string()
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 5 }),
      fc.nat(20),
      async (rows, size) => {
        const text = rows.map((cells) => cells.map((c) => `"${c.replaceAll('"', '""')}"`).join(',')).join('\n')
        expect((await read(text, size + 1)).map(({ cells }) => cells)).toEqual(rows)
      },
    ),
    { numRuns: 200 },
  )
})

test.each([
  ['a cut one', 'a,"b', 'truncated', 'line 1'],
  ['one without end', `x\n"${'a'.repeat(1_100_000)}`, 'bad-response', 'line 2 has no end'],
])('%s is refused', async (_, text, code, reason) => {
  await expect(read(text)).rejects.toMatchObject({ code, reason: expect.stringContaining(reason) })
})

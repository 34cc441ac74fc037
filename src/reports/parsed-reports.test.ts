import { expect, test } from 'vitest'
import { parseFormReport } from './form-protocol.ts'
import { ParsedReports } from './parsed-reports.ts'

const report = (host: string) => parseFormReport({ host })

test('a report is given once', () => {
  const parsed = new ParsedReports()
  const one = report('one')
  parsed.keep(1, one, 100)
  expect(parsed.take(1)).toBe(one)
  expect(parsed.take(1)).toBeUndefined()
})

test('the oldest go when there is too much, and one that is too large is not kept', () => {
  const parsed = new ParsedReports(250)
  for (const id of [1, 2, 3]) parsed.keep(id, report(`h${id}`), 100)
  parsed.keep(4, report('large'), 251)
  expect([1, 2, 3, 4].map((id) => parsed.take(id)?.hostname)).toEqual([undefined, 'h2', 'h3', undefined])
  parsed.keep(5, report('h5'), 250)
  expect(parsed.take(5)?.hostname).toBe('h5')
})

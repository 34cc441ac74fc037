import { expect, test } from 'vitest'
import { BodyMemory } from './body-memory.ts'
import { parseFormReport } from './form-protocol.ts'
import { toSummary } from './summary.ts'

const bytes = (text: string) => Buffer.from(text)
const summary = toSummary(parseFormReport({ host: 'a' }))

test('a body is read once for each protocol', () => {
  const memory = new BodyMemory()
  let reads = 0
  const read = () => ({ summary: { ...summary, kernel: String(++reads) } })
  const first = memory.recall(2, bytes('one'), read)
  expect(memory.recall(2, bytes('one'), read)).toBe(first)
  memory.recall(1, bytes('one'), read)
  memory.recall(2, bytes('one '), read)
  expect(reads).toBe(3)
})

test('the body that was not used for longest is forgotten', () => {
  const memory = new BodyMemory(2)
  const read: string[] = []
  const recall = (name: string) =>
    memory.recall(2, bytes(name), () => ({ summary: { ...summary, kernel: String(read.push(name)) } }))
  for (const name of ['a', 'b', 'a', 'c', 'a', 'b']) recall(name)
  expect(read).toEqual(['a', 'b', 'c', 'b'])
})

test('errors and reports with much to keep are not remembered', () => {
  const memory = new BodyMemory()
  const read: string[] = []
  const big = { ...summary, facts: ' '.repeat(5000) }
  for (const round of ['1', '2']) {
    memory.recall(2, bytes('bad'), () => ({ errors: { round: [String(read.push(`bad ${round}`))] } }))
    memory.recall(2, bytes('big'), () => ({ summary: { ...big, kernel: String(read.push(`big ${round}`)) } }))
  }
  expect(read).toEqual(['bad 1', 'big 1', 'bad 2', 'big 2'])
})

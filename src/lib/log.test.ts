import { expect, test } from 'vitest'
import { createLog } from './log.ts'

function capture(readable: boolean, level: 'debug' | 'warn' = 'debug') {
  const lines: string[] = []
  return { lines, log: createLog({ readable, level, write: (line) => lines.push(line) }) }
}

test('a line is one JSON object with its message and fields', () => {
  const { lines, log } = capture(false)
  log.with({ host: 'web01' }).info('report processed', { packages: 773 })
  const line = JSON.parse(lines[0]!)
  expect(line).toMatchObject({ level: 'info', message: 'report processed', packages: 773, host: 'web01' })
  expect(Date.parse(line.time)).toBeGreaterThan(0)
})

test('an error keeps its message and its stack', () => {
  const { lines, log } = capture(false)
  log.error('job failed', { error: new TypeError('no such thing') })
  expect(JSON.parse(lines[0]!).error).toMatch(/TypeError: no such thing\n\s+at /)
})

test('a terminal gets one readable line', () => {
  const { lines, log } = capture(true)
  log.warn('mirror failing', { url: 'http://a.example/x', reason: 'no answer' })
  expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d WARN {2}mirror failing url=http:\/\/a\.example\/x reason="no answer"\n$/)
})

test('what is below the level is not written', () => {
  const { lines, log } = capture(false, 'warn')
  log.info('report processed')
  log.warn('mirror failing')
  expect(lines).toHaveLength(1)
})

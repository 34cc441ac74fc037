import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { schemeOf } from './scheme.ts'
import { compareLines } from './vercmp.ts'

async function answers(blocks: (string | Uint8Array)[], options?: { useKeys: boolean }): Promise<string> {
  let text = ''
  for await (const part of compareLines(Readable.from(blocks), 'deb', options)) text += part
  return text
}

test.each([true, false])('answers a line for a line (keys: %s), whatever the blocks', async (useKeys) => {
  expect(await answers(['1\t2\n2\t', '1\n1.0\t1.00', '\n'], { useKeys })).toBe('-1\n1\n0\n')
})

test('bad lines keep their place; the last line needs no end; columns and carriage returns are left alone', async () => {
  expect(await answers(['nonsense\n\n1\t2\r\n1\t1\t-1\n\t\n2\t1'])).toBe('?\n?\n-1\n0\n0\n1\n')
  expect(await answers([])).toBe('')
})

test('bytes may be cut anywhere', async () => {
  const bytes = Buffer.from('1.0é\t1.0ê\n')
  expect(await answers([bytes.subarray(0, 4), bytes.subarray(4)])).toBe('-1\n')
})

test('a hundred thousand pairs take no more than seconds', async () => {
  const line = '1:3.0.15-1~deb12u1\t1:3.0.15-1~deb12u10\n'
  for (const useKeys of [true, false]) {
    const started = process.cpuUsage()
    expect(
      (
        await answers(
          Array.from({ length: 100 }, () => line.repeat(1000)),
          { useKeys },
        )
      ).length,
    ).toBe(300_000)
    const { user, system } = process.cpuUsage(started)
    expect(user + system).toBeLessThan(3_000_000)
  }
})

test('the scheme of each family', () => {
  expect(schemeOf('arch')).toBe('alpm')
  expect(schemeOf('apk')).toBe('apk')
})

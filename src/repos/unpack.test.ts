import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { toPieces } from '../../tests/support/pieces.ts'
import { digest } from '../../tests/support/yum-repository.ts'
import type { IndexFile } from './format.ts'
import { unpack } from './unpack.ts'

const FILE: IndexFile = {
  ...{ url: '', checksum: undefined, size: 0, plainChecksum: undefined, plainSize: 0 },
  ...{ listedBy: 'list', section: 'file.gz' },
}

/** Bytes that came out before it ended, and why it did. */
async function run(packed: Buffer, file: Partial<IndexFile> = {}): Promise<[number, string]> {
  let bytes = 0
  try {
    for await (const piece of unpack(toPieces(packed), { ...FILE, ...file }, packed.length)) bytes += piece.length
    return [bytes, '']
  } catch (error) {
    return [bytes, (error as Error).message]
  }
}

describe('unpacking', () => {
  const text = 'some text\n'.repeat(1000)
  const packed = gzipSync(text)

  test.each(['sha512', 'sha256', 'sha1', 'md5'] as const)(
    'is checked against %s of what was packed',
    async (algorithm) => {
      const hex = digest(algorithm, text)
      expect(await run(packed, { plainChecksum: { algorithm, hex } })).toEqual([text.length, ''])
      const other = { algorithm, hex: hex.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) }
      expect((await run(packed, { plainChecksum: other }))[1]).toBe(
        'file.gz unpacks to another file than the list lists',
      )
    },
  )

  test.each([
    ['more than any index of its size', {}, 32],
    ['more than is listed', { plainSize: 40_000_000 }, 40],
  ])('ends where a file holds %s', async (_, file, megabytes) => {
    const bomb = gzipSync(Buffer.alloc(200_000_000))
    // so that its size allows for more than what is listed
    const padded =
      'plainSize' in file ? Buffer.concat([bomb, gzipSync(Buffer.alloc(0), { level: 0 })]) : bomb.subarray(0, 120_000)
    const [bytes, reason] = await run(padded, file)
    expect(reason).toBe(`it unpacks to more than ${megabytes} MB`)
    expect(bytes).toBeLessThanOrEqual(megabytes * 1_000_000)
  })
})

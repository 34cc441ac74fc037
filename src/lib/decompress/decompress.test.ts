import { execFileSync, spawnSync } from 'node:child_process'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { compressSync as xzSync } from '@napi-rs/lzma/xz'
import { describe, expect, test } from 'vitest'
import { decompress } from './decompress.ts'
import { detectFormat } from './format.ts'

const TEXT = Array.from({ length: 500 }, (_, i) => `Package: p${i}\nVersion: ${i * 7919}\n`).join('\n')
const SMALL = Buffer.from('Package: a\nVersion: 1\n')

/** `SMALL` by bzip2 1.0.8: nothing in this process can make bzip2. */
const SMALL_BZ2 = Buffer.from(
  'QlpoOTFBWSZTWaUa3TYAAAPbgAAQQAAgEEEAKqmYACAAIiZNMmm0IUwAE0RlJRDFtw8+TBdznxdyRThQkKUa3TY=',
  'base64',
)
const bzip2 = (data: Buffer) => execFileSync('bzip2', ['-c'], { input: data, maxBuffer: 1 << 28 })
const hasBzip2 = spawnSync('bzip2', ['--help']).status === 0

async function unpack(data: Buffer, { pieceSize = 1000, maxBytes = 1 << 24 } = {}): Promise<string> {
  async function* pieces() {
    for (let at = 0; at < data.length; at += pieceSize) yield data.subarray(at, at + pieceSize)
  }
  const out: Buffer[] = []
  for await (const piece of decompress(pieces(), { maxBytes })) {
    expect(Buffer.isBuffer(piece)).toBe(true)
    out.push(piece)
  }
  return Buffer.concat(out).toString()
}

const PACKERS: [string, (data: Buffer) => Buffer][] = [
  ['xz', (data) => xzSync(data)],
  ['gz', (data) => gzipSync(data)],
  ['zst', (data) => zstdCompressSync(data)],
]

const failure = (code: string) => expect.objectContaining({ name: 'FetchFailure', code })

describe.each(PACKERS)('%s', (format, pack) => {
  const packed = pack(Buffer.from(TEXT))

  test('is recognised and unpacked, in whatever pieces it comes', async () => {
    expect(detectFormat(packed)).toBe(format)
    for (const pieceSize of [1, 7, 100_000]) expect(await unpack(packed, { pieceSize })).toBe(TEXT)
  })

  test('several parts in one file are one', async () => {
    const both = Buffer.concat([pack(SMALL), packed, pack(SMALL)])
    for (const pieceSize of [1, 13, 100_000]) {
      expect(await unpack(both, { pieceSize })).toBe(`${SMALL}${TEXT}${SMALL}`)
    }
  })

  test('a file that is cut anywhere is an error', async () => {
    const small = pack(SMALL)
    for (let length = 6; length < small.length; length++) {
      await expect(unpack(small.subarray(0, length)), `cut at ${length}`).rejects.toEqual(failure('truncated'))
    }
    const two = Buffer.concat([small, small])
    for (let length = small.length + 2; length < two.length; length++) {
      await expect(unpack(two.subarray(0, length)), `cut at ${length}`).rejects.toEqual(failure('truncated'))
    }
  })

  test('what is damaged is an error', async () => {
    const damaged = Buffer.from(packed)
    damaged.fill(0x55, packed.length >> 1, (packed.length >> 1) + 40)
    await expect(unpack(damaged)).rejects.toMatchObject({ name: 'FetchFailure' })
  })

  test('what unpacks to too much is given up early', async () => {
    const bomb = pack(Buffer.alloc(20_000_000))
    await expect(unpack(bomb, { maxBytes: 1_000_000 })).rejects.toEqual(failure('too-large'))
  })

  test('an error of the input is what is reported', async () => {
    async function* cut() {
      yield packed.subarray(0, 500)
      throw new Error('the network is gone')
    }
    const reading = async () => {
      for await (const _ of decompress(cut(), { maxBytes: 1e9 }));
    }
    await expect(reading()).rejects.toThrow('the network is gone')
  })

  test('leaving the loop ends the input', async () => {
    let ended = false
    async function* endless() {
      try {
        for (;;) yield* [packed, pack(SMALL)]
      } finally {
        ended = true
      }
    }
    for await (const _ of decompress(endless(), { maxBytes: 1e9 })) break
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(ended).toBe(true)
  })
})

describe('bz2', () => {
  test('is recognised and unpacked; several streams are one', async () => {
    expect(detectFormat(SMALL_BZ2)).toBe('bz2')
    expect(await unpack(SMALL_BZ2)).toBe(SMALL.toString())
    expect(await unpack(Buffer.concat([SMALL_BZ2, SMALL_BZ2]))).toBe(`${SMALL}${SMALL}`)
  })

  test('a file that is cut anywhere is an error', async () => {
    for (let length = 6; length < SMALL_BZ2.length; length++) {
      await expect(unpack(SMALL_BZ2.subarray(0, length)), `cut at ${length}`).rejects.toEqual(failure('truncated'))
    }
    const two = Buffer.concat([SMALL_BZ2, SMALL_BZ2])
    for (let length = SMALL_BZ2.length + 1; length < two.length; length++) {
      await expect(unpack(two.subarray(0, length)), `cut at ${length}`).rejects.toMatchObject({ name: 'FetchFailure' })
    }
  })

  test('what is damaged is an error', async () => {
    const damaged = Buffer.from(SMALL_BZ2)
    damaged[40] = (damaged[40] as number) ^ 0xff
    await expect(unpack(damaged)).rejects.toMatchObject({ name: 'FetchFailure' })
  })

  test.skipIf(!hasBzip2)('many blocks, and a bomb (skipped where there is no bzip2 to make them)', async () => {
    const large = Buffer.from(TEXT.repeat(100))
    expect(await unpack(bzip2(large))).toBe(large.toString())
    await expect(unpack(bzip2(Buffer.alloc(20_000_000)), { maxBytes: 1_000_000 })).rejects.toEqual(failure('too-large'))
  })
})

describe('zst', () => {
  test('skippable frames are skipped, and what is no frame is an error', async () => {
    const skippable = Buffer.from([0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3])
    const frame = zstdCompressSync(SMALL)
    for (const pieceSize of [1, 5, 1000]) {
      const data = Buffer.concat([skippable, frame, skippable, frame])
      expect(await unpack(data, { pieceSize })).toBe(`${SMALL}${SMALL}`)
      const garbage = Buffer.concat([frame, Buffer.from('garbage')])
      await expect(unpack(garbage, { pieceSize })).rejects.toEqual(failure('bad-compression'))
    }
  })
})

describe('plain', () => {
  test.each(['', 'a', 'Package: a', 'BZ no', '\x1f'])('%j passes', async (text) => {
    expect(await unpack(Buffer.from(text, 'latin1'), { pieceSize: 1 })).toBe(text)
  })

  test('is bounded too', async () => {
    await expect(unpack(Buffer.alloc(2000, 'x'), { maxBytes: 1000 })).rejects.toEqual(failure('too-large'))
  })
})

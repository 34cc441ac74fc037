import { expect, test } from 'vitest'
import { makeTar, toHeader } from '../../tests/support/tar.ts'
import { readTar, readWhole } from './tar.ts'

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function list(bytes: Buffer, size = 700): Promise<Record<string, string | undefined>> {
  const files: Record<string, string | undefined> = {}
  for await (const file of readTar(inPieces(bytes, size))) {
    files[file.name] = file.name.startsWith('skip') ? '' : (await readWhole(file, 2000))?.toString()
  }
  return files
}

const padded = (text: string) => Buffer.concat([Buffer.from(text), Buffer.alloc((512 - (text.length % 512)) % 512)])

test.each([1, 511, 512, 513, 100_000])(
  'files in pieces of %d bytes; folders and what nobody reads are passed',
  async (size) => {
    const files = { 'a/': '', 'a/b': 'hello', skipped: 'x'.repeat(1500), empty: '', exact: 'y'.repeat(512), last: 'z' }
    const { 'a/': _, skipped, ...rest } = files
    expect(await list(makeTar(files), size)).toEqual({ ...rest, skipped: '' })
  },
)

test('long names: GNU, pax, and the prefix of ustar', async () => {
  const long = `${'d'.repeat(150)}/${'f'.repeat(90)}`
  const gnu = Buffer.concat([
    toHeader('././@LongLink', long.length + 1, 'L'),
    padded(`${long}\0`),
    makeTar({ cut: 'g' }),
  ])
  expect(await list(gnu)).toEqual({ [long]: 'g' })
  const record = `path=${long}1\n`
  const pax = `${record.length + 4} ${record}`
  const posix = Buffer.concat([toHeader('pax', pax.length, 'x'), padded(pax), makeTar({ cut: 'p', next: 'n' })])
  expect(await list(posix)).toEqual({ [`${long}1`]: 'p', next: 'n' })
})

test('archives one behind the other, with and without an end', async () => {
  const two = [makeTar({ one: '1' }, { end: false }), makeTar({ two: '2' }), makeTar({ three: '3' })]
  expect(await list(Buffer.concat(two))).toEqual({ one: '1', two: '2', three: '3' })
  expect(await list(Buffer.alloc(1024))).toEqual({})
})

test('a file that is too large is told by undefined', async () => {
  expect(await list(makeTar({ large: 'x'.repeat(2001), small: 's' }))).toEqual({ large: undefined, small: 's' })
})

test.each([
  ['a web page', Buffer.from('<html>'.repeat(500)), 'bad-response'],
  ['nothing', Buffer.alloc(0), 'bad-response'],
  ['a few bytes', Buffer.from('short'), 'bad-response'],
  ['a cut file', makeTar({ a: 'x'.repeat(3000) }).subarray(0, 2000), 'truncated'],
  ['a cut padding', makeTar({ a: 'x' }).subarray(0, 600), 'truncated'],
  ['a broken pax header', Buffer.concat([toHeader('p', 10, 'x'), padded('99 path=aa')]), 'bad-response'],
  ['a huge header', Buffer.concat([toHeader('p', 2_000_000, 'L'), Buffer.alloc(4096)]), 'bad-response'],
])('%s is refused', async (_name, bytes, code) => {
  await expect(list(bytes)).rejects.toMatchObject({ code })
})

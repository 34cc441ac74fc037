import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { toPieces } from '../../../tests/support/pieces.ts'
import { childText, findChild, findChildren } from './element.ts'
import { readXml, readXmlRecords } from './read-records.ts'

const read = (text: string | Buffer, size?: number) => readXml(toPieces(text, size), 'list')
const failure = (code: string, reason = '') =>
  expect.objectContaining({ name: 'FetchFailure', code, reason: expect.stringContaining(reason) })

describe('records', () => {
  const text = `<?xml version="1.0" encoding="UTF-8"?>
<!-- of our own --><x:list xmlns:x="urn:x" size="2">
  <item n="1" x:lang='de'><x:name> Grüße &amp; &#x4e2d; <![CDATA[<b>]]></x:name><tag/><tag>two</tag></item>
  <item n="2"/>
</x:list>
`

  test.each([1, 5, 10_000])('are the elements in the root (pieces of %i bytes)', async (size) => {
    const { root, records } = await read(text, size)
    expect(root).toMatchObject({ size: '2' })
    expect(records.map(({ position, flaw, isUsable }) => [position, flaw, isUsable])).toEqual([
      [1, '', true],
      [2, '', true],
    ])
    const [first, second] = records.map(({ element }) => element)
    expect(first?.attributes).toEqual({ n: '1', 'x:lang': 'de' })
    expect(childText(first, 'name')).toBe('Grüße & 中 <b>')
    expect(findChildren(first, 'tag').map((tag) => tag.text)).toEqual(['', 'two'])
    expect(findChild(second, 'name')).toBeUndefined()
    expect(childText(second, 'name')).toBe('')
  })

  test('come while the file is read', async () => {
    const sizes: number[] = []
    for await (const { records } of readXmlRecords(toPieces(`<list>${'<item/>'.repeat(100)}</list>`, 50), 'list')) {
      sizes.push(records.length)
    }
    expect(sizes.length).toBeGreaterThan(10)
    expect(sizes.reduce((sum, size) => sum + size)).toBe(100)
  })

  test('come with a DOCTYPE that declares nothing', async () => {
    const { records } = await read('<!DOCTYPE list SYSTEM "file:///etc/passwd"><list><a>&b;</a></list>')
    expect(records[0]?.element.text).toBe('&b;')
  })

  test('are as many as there are', async () => {
    expect((await read('<list/>')).records).toEqual([])
    expect((await read('\ufeff<list></list>')).records).toEqual([])
  })
})

describe('a flaw', () => {
  const middle = async (inside: string | Buffer) => {
    const file = Buffer.concat(['<list><a/><b>', inside, '</b><c/></list>'].map((part) => Buffer.from(part as string)))
    const { records } = await read(file)
    expect(records.map(({ element, flaw }) => (flaw === '' ? element.name : 'flawed'))).toEqual(['a', 'flawed', 'c'])
    return records[1]
  }

  test.each([
    ['x\u0001y', 'x\ufffdy'],
    ['x\u0000y', 'x\ufffdy'],
    ['x&nosuch;y', 'x&nosuch;y'],
    ['x&#0;y', 'x&#0;y'],
    ['R & D && &amp; &lt;a>', 'R & D && & <a>'],
    ['&', '&'],
    ['<b c="x & y"/>', ''],
  ])('in the text %j leaves its record usable', async (inside, text) => {
    expect(await middle(inside)).toMatchObject({ isUsable: true, element: { text } })
  })

  test.each(['<i n=1/>', '<i n="1" n="2"/>'])('%s makes its record unusable, no other', async (inside) => {
    expect(await middle(inside)).toMatchObject({ isUsable: false, flaw: expect.stringMatching(/^Line 1 is not /) })
  })

  test('of bytes is none: they are replaced', async () => {
    const { records } = await read(Buffer.from('<list><a>Jürgen</a></list>', 'latin1'))
    expect(records).toMatchObject([{ element: { text: 'J\ufffdrgen' }, flaw: '' }])
  })
})

describe('what is refused', () => {
  test.each([
    ['a doctype', '<!DOCTYPE list [<!ENTITY a "b">]><list/>', 'bad-response', 'DOCTYPE'],
    ['depth', `<list>${'<a>'.repeat(100_000)}`, 'bad-response', 'deep'],
    [
      'attributes',
      `<list><a ${Array.from({ length: 9999 }, (_, i) => `a${i}=""`).join(' ')}/></list>`,
      'bad-response',
      'attributes',
    ],
    ['elements', `<list><a>${'<b/>'.repeat(600_000)}</a></list>`, 'bad-response', 'others'],
    ['text without end', `<list><a>${'x'.repeat(20_000_000)}`, 'bad-response', 'larger'],
    ['an attribute without end', `<list><a b="${'x'.repeat(20_000_000)}`, 'bad-response', 'larger'],
    ['a name without end', `<${'x'.repeat(20_000_000)}`, 'bad-response', 'larger'],
    ['a comment without end', `<list><!--${'x'.repeat(20_000_000)}`, 'bad-response', 'larger'],
    ['a cut file', '<list><a/><b>', 'truncated', 'before its end'],
    ['a cut tag', '<list><a/><b', 'truncated', 'before its end'],
    ['an empty file', '', 'bad-response', 'empty'],
    ['text', 'It works!\n', 'bad-response', 'not XML'],
    ['bytes', '\u0000\u0001\u0002', 'bad-response', 'not XML'],
    ['another root', '<other/>', 'bad-response', '<other>'],
    ['two roots', '<list/><list/>', 'bad-response', 'not XML'],
    ['a wrong end', '<list><a></b></list>', 'bad-response', 'not XML'],
    ['a web page', '<!doctype html><html><body>log in', 'html-instead-of-index', 'web page'],
    ['an old web page', '<HTML><BODY>log in', 'html-instead-of-index', 'web page'],
  ])('%s', async (_, text, code, reason) => {
    await expect(read(text)).rejects.toEqual(failure(code, reason))
  })

  test('a billion laughs', async () => {
    const entities = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('')
    const bomb = `<!DOCTYPE list [<!ENTITY l0 "lol">${entities}]><list><a>&l9;</a></list>`
    await expect(read(bomb)).rejects.toEqual(failure('bad-response', 'entities'))
    const { records } = await read('<list><a>&l9;</a></list>')
    expect(records[0]?.element.text).toBe('&l9;')
  })
})

test('a file of 40 MB is read in bounded memory', async () => {
  const record = Buffer.from(`<item id="${'a'.repeat(40)}"><text>${'b'.repeat(2000)}</text></item>`)
  async function* pieces() {
    yield Buffer.from('<list>')
    for (let i = 0; i < 20_000; i++) yield record
    yield Buffer.from('</list>')
  }
  const before = collect()
  let most = 0
  let count = 0
  for await (const { records } of readXmlRecords(pieces(), 'list')) {
    count += records.length
    if (count % 5000 === 0) most = Math.max(most, collect())
  }
  expect(count).toBe(20_000)
  expect(most - before).toBeLessThan(10_000_000)
})

/** What is in use, in bytes, once garbage is gone: what is garbage says nothing of what is kept. */
function collect(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return process.memoryUsage().heapUsed
}

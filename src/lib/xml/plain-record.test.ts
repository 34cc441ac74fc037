import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toPieces } from '../../../tests/support/pieces.ts'
import { readPlainRecord } from './plain-record.ts'
import { readXml } from './read-records.ts'

const options = {
  skip: new Set(['skipped']),
  maxDepth: 5,
  maxAttributes: 3,
  known: new Map(),
  toOwn: (text: string) => text,
}
const read = (text: string) => readPlainRecord(text, options)

test('a record is read up to its end', () => {
  const text = '<x:a b="1&amp;2" c=""> one <d/>two<skipped e="f"><d>no</d></skipped>&#65;</x:a>\n<a/>'
  expect(read(text)).toEqual({
    end: text.length - 5,
    element: {
      name: 'a',
      attributes: { b: '1&2', c: '' },
      text: ' one twoA',
      children: [{ name: 'd', attributes: {}, text: '', children: [] }],
    },
  })
  expect(read('<a/><a></a>')).toMatchObject({ end: 4 })
})

test.each([
  '',
  'text',
  '<a',
  '<a>',
  '<a></b>',
  '<a></a ',
  '<a><b></a></b>',
  '<a><!-- --></a>',
  '<a><![CDATA[x]]></a>',
  '<a>]]></a>',
  '<a><?pi?></a>',
  '<a>&unknown;</a>',
  '<a>&</a>',
  '<a>x\ry</a>',
  '<a>\u0001</a>',
  "<a b='1'/>",
  '<a b=1/>',
  '<a b/>',
  '<a b="1"c="2"/>',
  '<a b="1" b="2"/>',
  '<a b="<"/>',
  '<a b="x\ny"/>',
  '<a b="&lt"/>',
  '<a b="1" / >',
  '<a __proto__="1"/>',
  '<é/>',
  '<1/>',
  '<skipped/>',
  '<a b1="" b2="" b3="" b4=""/>',
  '<a><b><c><d><e><f/></e></d></c></b></a>',
])('%j is left to the parser', (text) => {
  expect(read(text)).toBeUndefined()
})

// a comment before each tag leaves a record to the parser, and changes nothing
test('what is read at once is what the parser reads, however the file comes in pieces', async () => {
  const name = fc.constantFrom('a', 'b', 'x:c', 'list', 'left-out')
  const word = fc.constantFrom(
    '',
    ' ',
    'x',
    '&amp;',
    '&#233;',
    '\n',
    '\r',
    '\u0001',
    '&no;',
    '&',
    '>',
    'ü',
    '"',
    ']]>',
    'long text',
  )
  const text = fc.array(word, { maxLength: 3 }).map((words) => words.join(''))
  const quoted = text.map((value) => value.replaceAll('"', ''))
  const attribute = fc
    .tuple(fc.constantFrom(' n="', '\nm="', ' n = "', 'n="'), quoted)
    .map((parts) => `${parts.join('')}"`)
  const attributes = fc.array(attribute, { maxLength: 2 }).map((all) => all.join(''))
  const { element } = fc.letrec<{ element: string }>((tie) => ({
    element: fc.oneof(
      { maxDepth: 3 },
      fc.tuple(name, attributes).map(([tag, said]) => `<${tag}${said}/>`),
      fc
        .tuple(
          name,
          attributes,
          text,
          fc.array(tie('element'), { maxLength: 2 }),
          text,
          fc.constantFrom('', '', '', ' ', 'x'),
        )
        .map(
          ([tag, said, before, inside, after, odd]) =>
            `<${tag}${said}>${before}${inside.join('')}${after}</${tag}${odd}>`,
        ),
    ),
  }))
  const file = fc.array(fc.tuple(text, element), { maxLength: 4 })
  const outcome = (body: string, size: number) =>
    readXml(toPieces(`<list>${body}</list>`, size), 'list').catch((error: Error) => error.message)
  const toPlain = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown
  await fc.assert(
    fc.asyncProperty(file, fc.integer({ min: 1, max: 40 }), async (records, size) => {
      const plain = records.flat().join('')
      const commented = plain.replaceAll(/<(?!\/)/g, '<!----><')
      expect(toPlain(await outcome(plain, size))).toEqual(toPlain(await outcome(commented, 10_000)))
    }),
    { numRuns: 1000 },
  )
})

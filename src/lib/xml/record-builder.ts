import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { FetchFailure } from '../fetch/failure.ts'
import { AmpersandMarker, unmark } from './ampersands.ts'
import type { XmlElement } from './element.ts'
import { type PlainOptions, readPlainRecord, skipBlanks, skipName } from './plain-record.ts'
import type { XmlPart, XmlRecord } from './record.ts'

const MAX_DEPTH = 32
const MAX_ATTRIBUTES = 64
/** Of a record, or of what is around one. The largest that are known have some MB. */
const MAX_CHARACTERS = 16_000_000
const MAX_ELEMENTS = 500_000

/** What of a record has not come after so many characters is left to the parser. */
const MOST_KEPT = 1_000_000

/**
 * Makes records: of most at once, of all others of the events of a parser; and keeps count of what a file must not have
 * too much of.
 */
export class RecordBuilder {
  readonly #parser = new SaxesParser({ xmlns: false })
  readonly #ampersands = new AmpersandMarker()
  readonly #rootName: string
  readonly #skip: ReadonlySet<string>
  readonly #plain: PlainOptions
  /** What has come and is not read yet: the first part of a record. */
  #kept = ''
  /** The parser is in the root, between two records. */
  #isBetween = false
  /** Lines of which the parser knows nothing. */
  #lines = 0
  /** As the record that is open is written. */
  #recordName = ''
  readonly #open: XmlElement[] = []
  /** How deep it is in an element that is left out. */
  #skipped = 0
  #root: XmlPart['root'] | undefined
  #start = ''
  #isEnding = false
  #done: XmlRecord[] = []
  #position = 0
  #flaw = ''
  #isUsable = true
  #characters = 0
  #elements = 0

  constructor(rootName: string, skip: ReadonlySet<string>) {
    this.#rootName = rootName
    this.#skip = skip
    this.#plain = { skip, maxDepth: MAX_DEPTH - 1, maxAttributes: MAX_ATTRIBUTES, known: new Map(), toOwn }
    // with two more handlers the parser runs at half its speed: V8 gives up on its properties
    this.#parser.on('doctype', (text) => this.#doctype(text))
    this.#parser.on('opentag', (tag) => this.#startElement(tag))
    this.#parser.on('text', (text) => this.#text(text))
    this.#parser.on('cdata', (text) => this.#text(text))
    this.#parser.on('closetag', () => this.#endElement())
    this.#parser.on('error', (error) => this.#error(error.message))
  }

  /** The records that end in this text; undefined before the root. */
  write(text: string): XmlPart | undefined {
    this.#characters += text.length
    if (this.#start.length < START) this.#start += text.slice(0, START)
    // also counts what makes no event: a name or a comment without end
    if (this.#characters > MAX_CHARACTERS) throw refuse(`an element is larger than ${MAX_CHARACTERS / 1e6} MB`)
    this.#read(this.#kept + text)
    return this.#take()
  }

  end(text: string): XmlPart | undefined {
    this.#read(this.#kept + text)
    this.#parse(this.#kept)
    this.#parser.write(this.#ampersands.end())
    this.#isEnding = true
    this.#parser.close()
    return this.#take()
  }

  #read(text: string): void {
    this.#kept = ''
    for (let at = 0; at < text.length; ) {
      if (this.#isBetween && this.#open.length === 1) {
        const start = skipBlanks(text, at)
        this.#countLines(text, at, start)
        at = start
        const limit = findLimit(text, start)
        if (limit === undefined && text.length - start < MOST_KEPT) {
          this.#kept = text.slice(start)
          return
        }
        const plain = limit === undefined ? undefined : readPlainRecord(text.slice(start, limit), this.#plain)
        if (plain) {
          at = start + plain.end
          this.#countLines(text, start, at)
          this.#finish({ element: plain.element, flaw: '', isUsable: true })
          continue
        }
      }
      const end = this.#findStop(text, at)
      this.#parse(text.slice(at, end))
      at = end
    }
  }

  #countLines(text: string, start: number, end: number): void {
    for (let at = text.indexOf('\n', start); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) this.#lines++
  }

  /** How far the parser reads: to where a record may be at its end, or a tag. */
  #findStop(text: string, from: number): number {
    const stop = this.#open.length > 1 ? `</${this.#recordName}>` : '>'
    const at = text.indexOf(stop, from)
    return at === -1 ? text.length : at + stop.length
  }

  #parse(text: string): void {
    if (text === '') return
    if (this.#lines > 0) this.#parser.write('\n'.repeat(this.#lines))
    this.#lines = 0
    this.#parser.write(this.#ampersands.mark(text.slice(0, -1)))
    // only where this one ends a tag is the parser between two records
    this.#isBetween = false
    this.#parser.write(this.#ampersands.mark(text.slice(-1)))
  }

  #take(): XmlPart | undefined {
    if (!this.#root) return undefined
    const records = this.#done
    this.#done = []
    return { root: this.#root, records }
  }

  #doctype(text: string): void {
    if (/^\s*html\b/i.test(text)) throw webPage()
    // a name and an address declare nothing: what is there is never read
    if (text.includes('[')) throw refuse('it has a DOCTYPE that can declare entities')
  }

  #startElement(tag: SaxesTagPlain): void {
    if (this.#open.length + this.#skipped >= MAX_DEPTH) throw refuse(`it is nested more than ${MAX_DEPTH} deep`)
    if (++this.#elements > MAX_ELEMENTS) throw refuse(`an element has more than ${MAX_ELEMENTS} others in it`)
    const name = tag.name.slice(tag.name.indexOf(':') + 1)
    if (this.#skipped > 0 || this.#skip.has(name)) {
      this.#skipped++
      return
    }
    const attributes = this.#toAttributes(tag.attributes)
    if (this.#open.length === 0) this.#startRoot(name, attributes)
    const element = { name, attributes, text: '', children: [] }
    if (this.#open.length > 1) this.#open.at(-1)?.children.push(element)
    this.#open.push(element)
    if (this.#open.length === 1) this.#isBetween = true
    if (this.#open.length === 2) this.#recordName = tag.name
  }

  #toAttributes(attributes: Record<string, string>): XmlElement['attributes'] {
    const keys = Object.keys(attributes)
    if (keys.length > MAX_ATTRIBUTES) throw refuse(`an element has more than ${MAX_ATTRIBUTES} attributes`)
    for (const key of keys) {
      const value = attributes[key] as string
      const own = this.#toOwn(value)
      // most are short, and stay as they are
      if (own !== value || value.length > LONGEST_OWN) attributes[key] = own
    }
    return attributes
  }

  #startRoot(name: string, attributes: XmlPart['root']): void {
    if (name !== this.#rootName) {
      if (name.toLowerCase() === 'html') throw webPage()
      throw new FetchFailure('bad-response', `it is not a <${this.#rootName}> document but <${name.slice(0, 40)}>`)
    }
    this.#root = attributes
  }

  #text(text: string): void {
    if (this.#skipped > 0 || this.#open.length < 2) return
    const element = this.#open.at(-1)
    if (element) element.text = element.text === '' ? this.#toOwn(text) : element.text + this.#toOwn(text)
  }

  #endElement(): void {
    if (this.#skipped > 0) {
      this.#skipped--
      return
    }
    const element = this.#open.pop()
    if (this.#open.length !== 1 || !element) return
    this.#finish({ element, flaw: this.#flaw, isUsable: this.#isUsable })
    this.#isBetween = true
  }

  #finish(record: Omit<XmlRecord, 'position'>): void {
    this.#done.push({ ...record, position: ++this.#position })
    this.#flaw = ''
    this.#isUsable = true
    this.#elements = 0
    this.#characters = 0
  }

  /** The parser goes on after an error. */
  #error(message: string): void {
    const [, line = '', what = message] = /^(\d+):\d+: (.*)$/.exec(message) ?? []
    if (this.#isEnding) throw truncated(this.#root !== undefined || this.#characters > 0)
    if (!this.#root && WEB_PAGE.test(this.#start)) throw webPage()
    // what is wrong in a record's own tag is told before the record begins
    const isInRecord = this.#open.length > 1 || (this.#open.length === 1 && what.includes('attribute'))
    if (!isInRecord) throw new FetchFailure('bad-response', `it is not XML: line ${line}: ${what}`)
    if (this.#flaw === '' || this.#isUsable) this.#flaw = `Line ${line} is not well-formed: ${what}`
    if (!IN_A_TEXT.test(what)) this.#isUsable = false
  }

  /** Without what XML does not allow. */
  #toOwn(text: string): string {
    const clean = this.#flaw === '' ? text : unmark(text.replace(NOT_ALLOWED, '\ufffd'))
    return toOwn(clean)
  }
}

/**
 * Where the record that begins at `start` may end: behind its tag when that is empty, else behind the first closing tag
 * of its name; undefined where that has not come yet. `start` itself where no record begins.
 */
function findLimit(text: string, start: number): number | undefined {
  const nameEnd = skipName(text, start + 1)
  if (start >= text.length - 1) return undefined
  if (text[start] !== '<' || nameEnd === start + 1) return start
  const tagEnd = text.indexOf('>', nameEnd)
  if (tagEnd === -1 || text.charCodeAt(tagEnd - 1) === SLASH) return tagEnd === -1 ? undefined : tagEnd + 1
  const closing = `</${text.slice(start + 1, nameEnd)}>`
  const at = text.indexOf(closing, tagEnd)
  return at === -1 ? undefined : at + closing.length
}

const SLASH = 47

const START = 100
const WEB_PAGE = /^\s*<(!doctype\s+html|html|head|body)\b/i
const IN_A_TEXT = /^(disallowed character|undefined entity|malformed character entity|empty entity name)\.$/

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const NOT_ALLOWED = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

/** Shorter ones are never a view into the piece that they were cut out of. */
const LONGEST_OWN = 12

/** A copy, where the text could be a view that keeps its whole piece in memory. */
const toOwn = (text: string) => (text.length > LONGEST_OWN ? toCopy(text) : text)

/** For texts of the usual length: a buffer of its own for each costs three times as much. */
const SCRATCH = Buffer.allocUnsafeSlow(4096)

function toCopy(text: string): string {
  // a character of a text takes three bytes at most
  if (text.length * 3 > SCRATCH.length) return Buffer.from(text).toString()
  return SCRATCH.toString('utf8', 0, SCRATCH.write(text))
}

const refuse = (why: string) => new FetchFailure('bad-response', `the XML file is refused: ${why}`)

const webPage = () =>
  new FetchFailure('html-instead-of-index', 'the server answers with a web page instead of the index')

function truncated(hasBegun: boolean): FetchFailure {
  return hasBegun
    ? new FetchFailure('truncated', 'the XML file ends before its end')
    : new FetchFailure('bad-response', 'the file is empty')
}

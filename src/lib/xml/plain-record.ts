import type { XmlElement } from './element.ts'
import { decodeEntities } from './entities.ts'

export interface PlainRecord {
  element: XmlElement
  /** Where it ends. */
  end: number
}

export interface PlainOptions {
  /** Names of elements that are left out. */
  skip: ReadonlySet<string>
  maxDepth: number
  maxAttributes: number
  /** Names of the attributes of elements that came before, by the element's: most come again in that order. */
  known: Map<string, readonly string[]>
  /** A copy of a text that would keep the whole file in memory. */
  toOwn(text: string): string
}

/**
 * Reads the element that `text` begins with, where it is written as nearly all are: tags, texts, attributes in double
 * quotes and references that XML knows. It answers what a parser of XML 1.0 would, in half the time; undefined for
 * anything else, be it wrong or only unusual: that is for the parser to tell.
 */
export function readPlainRecord(text: string, options: PlainOptions): PlainRecord | undefined {
  return UNUSUAL.test(text) ? undefined : new PlainReader(text, options).read()
}

/** What XML does not allow or changes, comments, sections of their own, instructions. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNUSUAL = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|<[!?]|\]\]>/

class PlainReader {
  readonly #text: string
  readonly #options: PlainOptions
  #at = 0
  #record: XmlElement | undefined
  readonly #open: XmlElement[] = []
  /** Of all that is open, as written. */
  readonly #names: string[] = []
  /** How deep it is in an element that is left out. */
  #skipped = 0

  constructor(text: string, options: PlainOptions) {
    this.#text = text
    this.#options = options
  }

  read(): PlainRecord | undefined {
    for (;;) {
      const isClosing = this.#text.charCodeAt(this.#at + 1) === SLASH
      if (!(isClosing ? this.#readClosingTag() : this.#readTag())) return undefined
      if (this.#names.length === 0) return this.#record && { element: this.#record, end: this.#at }
      if (!this.#readText()) return undefined
    }
  }

  #readTag(): boolean {
    const { skip, maxDepth } = this.#options
    const nameEnd = skipName(this.#text, this.#at + 1)
    const name = this.#text.slice(this.#at + 1, nameEnd)
    if (name === '' || this.#names.length >= maxDepth) return false
    const local = name.slice(name.indexOf(':') + 1)
    const isLeftOut = this.#skipped > 0 || skip.has(local)
    this.#at = nameEnd
    const attributes = this.#readAttributes(name)
    if (!attributes) return false
    const isEmpty = this.#text.charCodeAt(this.#at) === SLASH
    if (isEmpty && this.#text.charCodeAt(this.#at + 1) !== GREATER) return false
    this.#at += isEmpty ? 2 : 1
    if (!isLeftOut) this.#enter({ name: local, attributes, text: '', children: [] })
    else if (this.#names.length === 0) return false
    else this.#skipped++
    this.#names.push(name)
    if (isEmpty) this.#leave()
    return true
  }

  /** Up to the end of the tag. */
  #readAttributes(of: string): Record<string, string> | undefined {
    const text = this.#text
    const { known, maxAttributes, toOwn } = this.#options
    const expected = known.get(of) ?? NONE
    const attributes: Record<string, string> = {}
    let isExpected = true
    for (let count = 0; ; count++) {
      const start = skipBlanks(text, this.#at)
      const code = text.charCodeAt(start)
      if (code === GREATER || code === SLASH) {
        this.#at = start
        if (!isExpected && known.size < MOST_KNOWN) known.set(of, Object.keys(attributes))
        return attributes
      }
      const name = this.#readName(start, expected[count])
      isExpected &&= name === expected[count]
      const isWritten = start > this.#at && name !== '' && count < maxAttributes
      const value = isWritten ? this.#readValue(start + name.length) : undefined
      // twice, or of what all objects have
      if (value === undefined || attributes[name] !== undefined) return undefined
      attributes[name] = toOwn(value)
    }
  }

  /** To compare it with what is expected costs less than to make a text that is looked up. */
  #readName(start: number, expected: string | undefined): string {
    const end = expected === undefined ? 0 : start + expected.length
    if (expected !== undefined && this.#text.startsWith(expected, start) && this.#text.charCodeAt(end) === EQUALS) {
      return expected
    }
    return this.#text.slice(start, skipName(this.#text, start))
  }

  /** Of an attribute, from its equals sign to behind its quotes. */
  #readValue(start: number): string | undefined {
    const text = this.#text
    if (text.charCodeAt(start) !== EQUALS || text.charCodeAt(start + 1) !== QUOTE) return undefined
    const close = text.indexOf('"', start + 2)
    if (close === -1) return undefined
    this.#at = close + 1
    const raw = text.slice(start + 2, close)
    return CHANGED.test(raw) ? undefined : decode(raw)
  }

  #readClosingTag(): boolean {
    const name = this.#names.at(-1) as string
    const end = this.#at + 2 + name.length
    if (!this.#text.startsWith(name, this.#at + 2) || this.#text.charCodeAt(end) !== GREATER) return false
    this.#at = end + 1
    this.#leave()
    return true
  }

  #readText(): boolean {
    const next = this.#text.indexOf('<', this.#at)
    if (next === -1) return false
    if (next > this.#at) {
      const value = decode(this.#text.slice(this.#at, next))
      if (value === undefined) return false
      const element = this.#open.at(-1)
      if (element && this.#skipped === 0) element.text += this.#options.toOwn(value)
      this.#at = next
    }
    return true
  }

  #enter(element: XmlElement): void {
    this.#record ??= element
    this.#open.at(-1)?.children.push(element)
    this.#open.push(element)
  }

  #leave(): void {
    this.#names.pop()
    if (this.#skipped > 0) this.#skipped--
    else this.#open.pop()
  }
}

const NONE: readonly string[] = []
const MOST_KNOWN = 200

const decode = (text: string) => (text.includes('&') ? decodeEntities(text) : text)

/** In an attribute: not allowed there, or read as a blank. */
const CHANGED = /[<\t\n]/

/** Where a name ends that begins at `at`; `at` where none of the usual characters begins there. */
export function skipName(text: string, at: number): number {
  let end = at
  for (; ; end++) {
    const code = text.charCodeAt(end) | SMALL
    const isLetter = (code >= LETTER_A && code <= LETTER_Z) || text.charCodeAt(end) === UNDERSCORE
    if (isLetter) continue
    const own = text.charCodeAt(end)
    if (end === at || !(own === MINUS || own === DOT || (own >= ZERO && own <= COLON))) return end
  }
}

export function skipBlanks(text: string, at: number): number {
  let end = at
  for (let code = text.charCodeAt(end); code === 32 || code === 9 || code === 10; code = text.charCodeAt(++end));
  return end
}

const SLASH = 47
const GREATER = 62
const EQUALS = 61
const QUOTE = 34
const MINUS = 45
const DOT = 46
const ZERO = 48
const COLON = 58
const UNDERSCORE = 95
/** Makes a capital letter a small one. */
const SMALL = 32
const LETTER_A = 97
const LETTER_Z = 122

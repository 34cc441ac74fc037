import { FetchFailure } from '../fetch/failure.ts'
import { refuseWebPage } from '../web-page.ts'

export interface JsonRecord {
  /** From 1. */
  position: number
  /** Of a member of the root; '' for an item of a list. */
  name: string
  /** undefined with a flaw. */
  value: unknown
  /** Why it is not JSON, as a sentence; '' where it is. */
  flaw: string
  /** Its beginning as it stands in the file. */
  text: string
}

/** What the records are: the items of the root, of its member of that name, or the members of the root themselves. */
export type RecordsOf = { list?: string | undefined } | 'members'

/** Of a record, or of another member of the root. */
const MAX_CHARACTERS = 16_000_000
const MAX_DEPTH = 64
/** More members of a root are not kept. */
const MAX_MEMBERS = 1000

/** Cuts a JSON text into the items of one list, or into its members, without a look at what is in them. */
export class RecordSplitter {
  /** No prototype: a member may be called `__proto__`. */
  readonly root: Record<string, unknown> = Object.create(null)
  hasList = false
  readonly #list: string | undefined
  readonly #areMembers: boolean
  readonly #maxCharacters: number
  /** Where the next character is: before the root, between values, in a value, behind the root. */
  #place: 'start' | 'members' | 'items' | 'done' = 'start'
  #isRootList = false
  /** The name of the member whose value comes; undefined while a name is to come. */
  #name: string | undefined
  /** What was read of a value so far; a value is open while it is not ''. */
  #value = ''
  #depth = 0
  #isString = false
  /** It is a number or a word. */
  #isBare = false
  #isEscaped = false
  #position = 0
  #members = 0

  constructor(records: RecordsOf, maxCharacters: number = MAX_CHARACTERS) {
    this.#areMembers = records === 'members'
    this.#list = records === 'members' ? undefined : records.list
    this.#maxCharacters = maxCharacters
  }

  /** The records that end in this text. */
  write(text: string): JsonRecord[] {
    const records: JsonRecord[] = []
    for (let at = 0; at < text.length; ) at = this.#isOpen() ? this.#scan(text, at, records) : this.#between(text, at)
    return records
  }

  /** Throws where the text ended too early. */
  end(): void {
    if (this.#place === 'done') return
    if (this.#place === 'start') throw new FetchFailure('bad-response', 'the file is empty')
    throw new FetchFailure('truncated', 'the JSON file ends before its end')
  }

  #isOpen(): boolean {
    return this.#value !== ''
  }

  /** One character that is in no value. */
  #between(text: string, at: number): number {
    const character = text.charAt(at)
    if (character <= ' ' || character === '\ufeff') return at + 1
    if (this.#place === 'start') this.#startRoot(character, text.slice(at, at + 100))
    else if (this.#place === 'done') throw notJson('there is more behind its end')
    else if (character === ']' || character === '}') this.#leave(character)
    else if (character === ':' || character === ',') this.#separate(character)
    else if (this.#list !== undefined && character === '[' && this.#place === 'members' && this.#name === this.#list)
      this.#startItems()
    else return this.#startValue(character, at)
    return at + 1
  }

  #startRoot(character: string, text: string): void {
    refuseWebPage(text, 'the index')
    this.#isRootList = character === '['
    if (character !== '{' && !this.#isRootList) throw notJson('it begins with neither { nor [')
    if (this.#isRootList !== (this.#list === undefined && !this.#areMembers)) {
      throw new FetchFailure(
        'bad-response',
        `the JSON file has ${this.#isRootList ? 'a list' : 'an object'} as its root`,
      )
    }
    this.#place = this.#isRootList ? 'items' : 'members'
    this.hasList = this.#isRootList || this.#areMembers
  }

  #startItems(): void {
    this.#place = 'items'
    this.hasList = true
  }

  #leave(character: string): void {
    const isList = this.#place === 'items'
    if ((character === ']') !== isList) throw notJson(`there is a ${character} out of place`)
    this.#place = isList && !this.#isRootList ? 'members' : 'done'
    this.#name = undefined
  }

  #separate(character: string): void {
    // a comma too many hurts no record
    const isInPlace = character === ',' || (this.#place === 'members' && this.#name !== undefined)
    if (!isInPlace) throw notJson('there is a : out of place')
  }

  #startValue(character: string, at: number): number {
    if (this.#place === 'members' && this.#name === undefined && character !== '"') {
      throw notJson('a member has no name')
    }
    this.#value = character
    this.#depth = character === '{' || character === '[' ? 1 : 0
    this.#isString = character === '"'
    this.#isBare = this.#depth === 0 && !this.#isString
    this.#isEscaped = false
    return at + 1
  }

  /** On to the end of the open value, or of the text. */
  #scan(text: string, from: number, records: JsonRecord[]): number {
    const at = this.#findEnd(text, from)
    const isEnd = at >= 0
    // of a number or a word the end is what follows it
    const end = isEnd ? at + (this.#isBare ? 0 : 1) : text.length
    this.#value += text.slice(from, end)
    if (this.#value.length > this.#maxCharacters) {
      throw new FetchFailure('bad-response', `a part of the JSON file is larger than ${this.#maxCharacters / 1e6} MB`)
    }
    if (isEnd) this.#finish(records)
    return end
  }

  /** Where the open value ends; -1 if not in this text. Goes from one character that matters to the next. */
  #findEnd(text: string, from: number): number {
    let at = from
    while (at < text.length) {
      if (this.#isEscaped) {
        this.#isEscaped = false
        at++
        continue
      }
      const pattern = this.#isString ? IN_STRING : this.#isBare ? BEHIND_BARE : STRUCTURE
      pattern.lastIndex = at
      if (!pattern.test(text)) return -1
      at = pattern.lastIndex
      if (this.#isBare || this.#isLast(text.charAt(at - 1))) return at - 1
    }
    return -1
  }

  /** The value ends with this character. */
  #isLast(character: string): boolean {
    if (character === '\\') this.#isEscaped = true
    else if (character === '"') this.#isString = !this.#isString
    else this.#depth += character === '{' || character === '[' ? 1 : -1
    if (this.#depth > MAX_DEPTH) {
      throw new FetchFailure('bad-response', `the JSON file is nested more than ${MAX_DEPTH} deep`)
    }
    return this.#depth === 0 && !this.#isString && !this.#isEscaped
  }

  #finish(records: JsonRecord[]): void {
    const text = this.#value
    this.#value = ''
    const read = parseValue(text)
    if (this.#place === 'items' || (this.#areMembers && this.#name !== undefined)) {
      const start = Buffer.from(text.slice(0, 200)).toString()
      records.push({ position: ++this.#position, name: this.#name ?? '', ...read, text: start })
      this.#name = undefined
      return
    }
    if (read.flaw !== '') throw notJson('a member of it is not')
    if (this.#name === undefined) this.#name = String(read.value)
    else {
      if (++this.#members <= MAX_MEMBERS) this.root[this.#name] = read.value
      this.#name = undefined
    }
  }
}

const IN_STRING = /["\\]/g
const STRUCTURE = /["{}[\]]/g
const BEHIND_BARE = /[\s,\]}]/g

function parseValue(text: string): { value: unknown; flaw: string } {
  try {
    return { value: JSON.parse(text), flaw: '' }
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/, ?".*$/s, '').replace(/\s+/g, ' ') : ''
    return { value: undefined, flaw: `It is not JSON: ${why.slice(0, 100)}.` }
  }
}

const notJson = (why: string) => new FetchFailure('bad-response', `it is not JSON: ${why}`)

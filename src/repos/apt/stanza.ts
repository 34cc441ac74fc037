import { isUtf8 } from 'node:buffer'

/** The fields of a stanza that are read; '' for what it has not. */
export interface Stanza {
  package: string
  version: string
  architecture: string
  source: string
  phased: string
  /** In hex: of the package file, the strongest that is given. */
  checksum: string
  /** Counted from 1. */
  position: number
  /** The stanza holds bytes that are not UTF-8. */
  isGarbled: boolean
}

type Field = Exclude<keyof Stanza, 'position' | 'isGarbled'>

const FIELDS: Record<string, Field> = {
  Package: 'package',
  Version: 'version',
  Architecture: 'architecture',
  Source: 'source',
  'Phased-Update-Percentage': 'phased',
  SHA256: 'checksum',
  MD5sum: 'checksum',
}

/** By the code of a line's first letter, then by the length of its field: what is wanted. Most lines end here. */
const WANTED = toWanted()

const SPACE = 32
// biome-ignore lint/suspicious/noControlCharactersInRegex: all that is not ASCII
const BEYOND_ASCII = /[^\u0000-\u007f]/

/**
 * Splits whole lines into stanzas (deb822(5)), reading only the fields that are needed. An index has 50 MB:
 * nothing is made of a line that is not wanted.
 */
export class StanzaSplitter {
  #open: Stanza | undefined
  #count = 0

  /** The stanzas that end in these lines. */
  split(lines: Buffer): Stanza[] {
    const done: Stanza[] = []
    // one character a byte: what is kept of it and is not ASCII is decoded below
    const text = lines.toString('latin1')
    const isGarbled = !isUtf8(lines)
    for (let start = 0; start < text.length; ) {
      let end = text.indexOf('\n', start)
      if (end === -1) end = text.length
      const first = text.charCodeAt(start)
      const byLength = WANTED[first]
      if (byLength !== undefined) this.#line(byLength, lines, text, start, end)
      else if (first <= SPACE && isBlank(text, start, end)) this.#close(done)
      else this.#open ??= emptyStanza(++this.#count)
      if (isGarbled && this.#open && !isUtf8(lines.subarray(start, end))) this.#open.isGarbled = true
      start = end + 1
    }
    return done
  }

  /** The last stanza, when no empty line followed it. */
  end(): Stanza[] {
    const done: Stanza[] = []
    this.#close(done)
    return done
  }

  #close(done: Stanza[]): void {
    if (this.#open) done.push(this.#open)
    this.#open = undefined
  }

  #line(byLength: Wanted, lines: Buffer, text: string, start: number, end: number): void {
    this.#open ??= emptyStanza(++this.#count)
    const colon = text.indexOf(':', start)
    const names = byLength[colon - start]
    if (names === undefined || colon >= end) return
    const field = findField(names, text, start, colon)
    if (field === undefined) return
    const from = skipSpaces(text, colon + 1, end)
    const to = skipSpacesBefore(text, from, end)
    if (field !== 'checksum') this.#open[field] = toValue(lines, text, from, to)
    else if (to - from > this.#open.checksum.length) this.#open.checksum = text.slice(from, to)
  }
}

/** A copy, of what is not copied anyway: a part of the text would keep the whole of it in memory. */
function toValue(lines: Buffer, text: string, from: number, to: number): string {
  const value = text.slice(from, to)
  if (BEYOND_ASCII.test(value)) return lines.toString('utf8', from, to)
  return value.length < 13 ? value : lines.toString('latin1', from, to)
}

/** Names of fields are the same in upper and lower case. */
function findField(names: string[], text: string, start: number, colon: number): Field | undefined {
  for (const name of names) if (text.startsWith(name, start)) return FIELDS[name]
  const lower = text.slice(start, colon).toLowerCase()
  const name = names.find((known) => known.toLowerCase() === lower)
  return name === undefined ? undefined : FIELDS[name]
}

function emptyStanza(position: number): Stanza {
  return {
    package: '',
    version: '',
    architecture: '',
    source: '',
    phased: '',
    checksum: '',
    position,
    isGarbled: false,
  }
}

function isBlank(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (text.charCodeAt(i) > SPACE) return false
  return true
}

/** Spaces, tabs, carriage returns: not other control characters, which are a fault. */
const isSpace = (code: number) => code === SPACE || (code >= 9 && code <= 13)

function skipSpaces(text: string, start: number, end: number): number {
  let at = start
  while (at < end && isSpace(text.charCodeAt(at))) at++
  return at
}

function skipSpacesBefore(text: string, start: number, end: number): number {
  let at = end
  while (at > start && isSpace(text.charCodeAt(at - 1))) at--
  return at
}

type Wanted = (string[] | undefined)[]

function toWanted(): (Wanted | undefined)[] {
  const wanted: (Wanted | undefined)[] = new Array(256).fill(undefined)
  for (const name of Object.keys(FIELDS)) {
    for (const letter of [name.charAt(0).toUpperCase(), name.charAt(0).toLowerCase()]) {
      const byLength = (wanted[letter.charCodeAt(0)] ??= new Array(32).fill(undefined))
      const names = (byLength[name.length] ??= [])
      names.push(name)
    }
  }
  return wanted
}

import { isAscii, isUtf8 } from 'node:buffer'
import { NO_OBSOLETES, type Obsolete } from '../../model/candidate.ts'
import { decodeEntities } from './entities.ts'
import { Finder } from './finder.ts'
import { type RawPackage, toObsolete } from './raw-package.ts'

/**
 * Reads <package> elements as createrepo writes them, by looking for the tags that are wanted: some ten times as fast
 * as an XML parser. Outside of comments and CDATA a `<name>` in well-formed XML can be nothing but that tag. Whatever
 * looks otherwise ends the reading: the rest is for a parser.
 */
export class PackageScanner {
  readonly #block: Buffer
  /** One character a byte, so that places in it are places in the block. */
  readonly #text: string
  readonly #isAscii: boolean
  readonly #isUtf8: boolean
  readonly #vendors = new Finder('<rpm:vendor')
  readonly #sources = new Finder('<rpm:sourcerpm')
  /** Of the package that is read: where it ends, and where what it obsoletes begins, or -1. */
  #close = -1
  #obsoletes = -1
  #vendor = ''
  /** How far the block was read. */
  end = 0

  constructor(block: Buffer) {
    this.#block = block
    this.#text = block.toString('latin1')
    this.#isAscii = isAscii(block)
    this.#isUtf8 = this.#isAscii || isUtf8(block)
  }

  scan(): RawPackage[] {
    const found: RawPackage[] = []
    if (hasMarkup(this.#block)) return found
    for (;;) {
      const start = skipBlanks(this.#text, this.end)
      OPEN.lastIndex = start
      if (!OPEN.test(this.#text) || !this.#findMarks(start)) return found
      const raw = this.#package(start, this.#close)
      if (!raw) return found
      found.push(raw)
      this.end = this.#close + CLOSE.length
    }
  }

  /** One way through the package: nearly all of it is what it needs and provides. */
  #findMarks(start: number): boolean {
    this.#obsoletes = -1
    MARK.lastIndex = start
    while (MARK.test(this.#text)) {
      const at = MARK.lastIndex - 1
      // `</packager>` begins in the same way
      if (this.#text.charCodeAt(at) === LETTER_S) this.#obsoletes = at + 1
      else if (this.#text.charCodeAt(at + 1) !== LETTER_R) {
        this.#close = MARK.lastIndex - CLOSE.length + 1
        return this.#text.startsWith(CLOSE, this.#close)
      }
    }
    return false
  }

  #package(start: number, end: number): RawPackage | undefined {
    const format = this.#find('<format>', start, end)
    const name = this.#element('<name>', start, end)
    const arch = this.#element('<arch>', start, end)
    const evr = this.#version(start, end)
    if (format === -1 || name === undefined || arch === undefined || !evr) return undefined
    const vendor = this.#optional(this.#vendors, format, end)
    const sourceRpm = this.#optional(this.#sources, format, end)
    const obsoletes = this.#readObsoletes()
    if (vendor === undefined || sourceRpm === undefined || !obsoletes) return undefined
    // nearly always that of the one before
    if (vendor !== this.#vendor) this.#vendor = vendor
    const { epoch, version, release } = evr
    const checksum = this.#checksum(start, end)
    const isGarbled = !this.#isUtf8 && !isUtf8(this.#block.subarray(start, end))
    return { name, arch, epoch, version, release, checksum, vendor: this.#vendor, sourceRpm, obsoletes, isGarbled }
  }

  #find(tag: string, from: number, end: number): number {
    const at = this.#text.indexOf(tag, from)
    return at < end ? at : -1
  }

  #element(open: string, from: number, before: number): string | undefined {
    const start = this.#find(open, from, before)
    return start === -1 ? undefined : this.#value(start + open.length, open)
  }

  #value(start: number, open: string): string | undefined {
    const end = this.#text.indexOf('<', start)
    if (!this.#text.startsWith(`</${open.slice(1)}`, end)) return undefined
    const value = this.#slice(start, end).trim()
    return value.includes('&') ? decodeEntities(value) : value
  }

  /** A copy, of what is not copied anyway: a part of the text would keep the whole of it in memory. */
  #slice(start: number, end: number): string {
    if (!this.#isAscii) return this.#block.toString('utf8', start, end)
    return end - start < 13 ? this.#text.slice(start, end) : this.#block.toString('latin1', start, end)
  }

  /** '' where the package has none. */
  #optional(finder: Finder, from: number, end: number): string | undefined {
    const start = finder.find(this.#text, from, end)
    if (start === -1) return ''
    const after = start + finder.tag.length
    if (this.#text.startsWith('/>', after)) return ''
    return this.#text[after] === '>' ? this.#value(after + 1, `${finder.tag}>`) : undefined
  }

  #version(from: number, end: number): Evr | undefined {
    const start = this.#find('<version', from, end)
    if (start === -1) return undefined
    VERSION.lastIndex = start
    const match = VERSION.exec(this.#text)
    return match ? this.#evr(match[1], match[2], match[3]) : undefined
  }

  #evr(epoch = '', version = '', release = ''): Evr {
    return { epoch: this.#own(epoch), version: this.#own(version), release: this.#own(release) }
  }

  #checksum(from: number, before: number): string {
    const start = this.#find('<checksum', from, before)
    const open = start === -1 ? -1 : this.#find('>', start, before)
    return open === -1 ? '' : this.#text.slice(open + 1, this.#text.indexOf('<', open))
  }

  #readObsoletes(): readonly Obsolete[] | undefined {
    if (this.#obsoletes === -1 || this.#text.startsWith('/>', this.#obsoletes)) return NO_OBSOLETES
    if (this.#text[this.#obsoletes] !== '>') return undefined
    const obsoletes: Obsolete[] = []
    for (let at = this.#obsoletes + 1; ; ) {
      at = skipBlanks(this.#text, at)
      if (this.#text.startsWith('</rpm:obsoletes>', at)) return obsoletes
      ENTRY.lastIndex = at
      const match = ENTRY.exec(this.#text)
      if (!match) return undefined
      const [all, name, flags = '', epoch, version, release] = match
      const obsolete = toObsolete(this.#own(name), flags, this.#evr(epoch, version, release))
      if (obsolete) obsoletes.push(obsolete)
      at += all.length
    }
  }

  #own(text = ''): string {
    if (this.#isAscii) return text.length < 13 ? text : Buffer.from(text, 'latin1').toString('latin1')
    return Buffer.from(text, 'latin1').toString()
  }
}

interface Evr {
  epoch: string
  version: string
  release: string
}

const OPEN = /<package(?: xmlns="[^"<>]*")? type="rpm">/y
const CLOSE = '</package>'
const MARK = /<(?:rpm:obsoletes|\/package)/g
const LETTER_R = 114
const LETTER_S = 115
const VERSION = /<version(?: epoch="([^"<&]*)")? ver="([^"<&]*)"(?: rel="([^"<&]*)")?\s*\/>/y
const ENTRY =
  /<rpm:entry name="([^"<&]*)"(?: flags="([A-Z]+)"(?: epoch="([^"<&]*)")?(?: ver="([^"<&]*)")?(?: rel="([^"<&]*)")?)?\s*\/>/y

/** `<!` or `<?` somewhere: then a tag may be in a comment, or CDATA. */
function hasMarkup(block: Buffer): boolean {
  return hasBehindLess(block, 0x21) || hasBehindLess(block, 0x3f)
}

function hasBehindLess(block: Buffer, byte: number): boolean {
  for (let at = block.indexOf(byte); at !== -1; at = block.indexOf(byte, at + 1)) {
    if (block[at - 1] === 0x3c) return true
  }
  return false
}

function skipBlanks(text: string, from: number): number {
  let at = from
  while (text.charCodeAt(at) <= 32) at++
  return at
}

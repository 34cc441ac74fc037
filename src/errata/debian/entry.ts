import type { FeedErratum, FeedPart } from '../../model/feed-erratum.ts'
import { type Reject, toReject } from '../../model/reject.ts'
import { findCves } from '../cve-words.ts'
import { toShown } from '../words.ts'
import { readFix } from './fix-line.ts'

/** Makes errata of lines: `[29 Mar 2023] DSA-5380-1 xorg-server - security update`, and indented what belongs to it. */
export class EntryReader {
  readonly #section: string
  #open: FeedErratum | undefined
  #line = 0
  #lines = 0

  constructor(section: string) {
    this.#section = section
  }

  /** What ends in these whole lines. */
  read(text: string): FeedPart {
    const part: FeedPart = { errata: [], rejects: [] }
    const lines = text.split('\n')
    if (lines.at(-1) === '') lines.pop()
    for (const line of lines) {
      this.#line++
      const fault = this.#read(line.replace(/\r$/, ''), part)
      if (fault !== undefined) part.rejects.push(this.#reject(line, fault))
    }
    return part
  }

  end(): FeedPart {
    const part: FeedPart = { errata: [], rejects: [] }
    this.#close(part)
    return part
  }

  #reject(line: string, reason: string): Reject {
    const name = this.#open ? `${this.#open.name} ` : ''
    return toReject(this.#section, this.#line, name + toShown(line), reason)
  }

  /** One sentence if the line cannot be used. */
  #read(line: string, part: FeedPart): string | undefined {
    if (line.trim() === '') return undefined
    if (!/^\s/.test(line)) {
      this.#close(part)
      this.#open = readHead(line)
      return this.#open ? undefined : 'It is not a dated entry with a name; what belongs to it is left out as well.'
    }
    if (!this.#open) return 'It belongs to no entry.'
    if (++this.#lines > MAX_LINES) return `Its entry has more than ${MAX_LINES} lines.`
    return readDetail(line.trim(), this.#open)
  }

  #close(part: FeedPart): void {
    this.#lines = 0
    if (!this.#open) return
    const isNotice = this.#open.fixes.length === 0 && this.#open.cves.length === 0
    this.#open.products = [...new Set(this.#open.fixes.map(({ release }) => release))]
    part.errata.push(isNotice ? { ...this.#open, type: 'notice' } : this.#open)
    this.#open = undefined
  }
}

/** The longest that is known has 30. */
const MAX_LINES = 10_000

function readHead(line: string): FeedErratum | undefined {
  const [, day = '', month = '', year = '', name = '', rest = ''] = HEAD.exec(line) ?? []
  const at = MONTHS.indexOf(month)
  if (name === '' || at < 0) return undefined
  const issuedAt = Date.UTC(Number(year), at, Number(day))
  const url = `https://security-tracker.debian.org/tracker/${name}`
  return {
    // a regression that an advisory brought, and what is noted for a whole release, come as security updates too
    ...{ name, type: 'security', severity: '', title: toTitle(rest) || name, description: '' },
    ...{ issuedAt, updatedAt: issuedAt, products: [], cves: [], packages: [], fixes: [] },
    references: [{ url, kind: 'self', title: name }],
  }
}

const HEAD = /^\[(\d{1,2}) ([A-Z][a-z]{2}) (\d{4})\]\s+(D[SL]A-\d+(?:-\d+)?)(?:\s+(.*))?$/
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const toTitle = (text: string) => toShown(text).replace(/\s+/g, ' ')

function readDetail(line: string, erratum: FeedErratum): string | undefined {
  if (line.startsWith('{')) return addCves(line, erratum)
  if (line.startsWith('NOTE:')) {
    const note = toTitle(line.slice('NOTE:'.length))
    erratum.description += erratum.description === '' ? note : `\n${note}`
    return undefined
  }
  const fix = readFix(line)
  if (typeof fix === 'string') return fix
  erratum.fixes.push(fix)
  return undefined
}

function addCves(line: string, erratum: FeedErratum): string | undefined {
  const [, inside = line.slice(1)] = /^\{(.*)\}$/.exec(line) ?? []
  const words = inside.split(/\s+/).filter((word) => word !== '')
  const others = words.filter((word) => findCves([word]).length === 0)
  erratum.cves = findCves([...erratum.cves, ...words])
  if (others.length > 0) return `It names what is not a CVE: ${others.slice(0, 5).join(', ').slice(0, 100)}.`
  return line.endsWith('}') ? undefined : 'Its list of CVEs has no end; those in it are used.'
}

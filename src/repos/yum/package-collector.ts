import { FetchFailure } from '../../lib/fetch/failure.ts'
import type { XmlRecord } from '../../lib/xml/record.ts'
import { type Reject, toReject } from '../../model/reject.ts'
import type { ParsedPart } from '../format.ts'
import { SeenPackages } from '../seen-packages.ts'
import { toRawPackage } from './package-element.ts'
import { isSource, type RawPackage, toCandidate } from './raw-package.ts'

/** Makes candidates and rejects of the packages of one index. */
export class PackageCollector {
  readonly #section: string
  readonly #seen = new SeenPackages()
  #position = 0
  #accepted = 0
  #rejected = 0

  constructor(section: string) {
    this.#section = section
  }

  add(packages: readonly RawPackage[]): ParsedPart {
    const part: ParsedPart = { candidates: [], rejects: [] }
    for (const raw of packages) this.#add(raw, part)
    return this.#count(part)
  }

  /** Packages that an XML parser read. */
  addRecords(records: readonly XmlRecord[]): ParsedPart {
    const part: ParsedPart = { candidates: [], rejects: [] }
    for (const { element, flaw, isUsable } of records) {
      if (element.name !== 'package' || (element.attributes.type ?? 'rpm') !== 'rpm') continue
      const raw = toRawPackage(element, flaw !== '')
      if (isUsable) {
        this.#add(raw, part)
      } else {
        this.#position++
        part.rejects.push(this.#reject(raw, flaw))
      }
    }
    return this.#count(part)
  }

  /** Throws when nothing could be used; `expected`: how many packages the index says that it has. */
  end(expected: string): ParsedPart {
    if (this.#accepted === 0 && this.#rejected > 0) {
      throw new FetchFailure('bad-response', 'no package of the index can be used')
    }
    const isWrong = /^\d+$/.test(expected) && Number(expected) !== this.#position
    const reason = `The index says that it has ${expected} packages; it has ${this.#position}.`
    const rejects = isWrong ? [toReject(this.#section, 1, `packages="${expected}"`, reason)] : []
    return { candidates: [], rejects }
  }

  #add(raw: RawPackage, part: ParsedPart): void {
    this.#position++
    if (isSource(raw.arch)) return
    if (raw.isGarbled) part.rejects.push(this.#reject(raw, GARBLED))
    const candidate = toCandidate(raw)
    if (typeof candidate === 'string') {
      part.rejects.push(this.#reject(raw, candidate))
      return
    }
    const { name, epoch, version, release, arch } = candidate
    const seen = this.#seen.compare([name, version, release, arch, epoch], raw.checksum)
    if (seen === 'new') part.candidates.push(candidate)
    else if (seen === 'other') part.rejects.push(this.#reject(raw, OTHER_CHECKSUM))
  }

  #count(part: ParsedPart): ParsedPart {
    this.#accepted += part.candidates.length
    this.#rejected += part.rejects.length
    return part
  }

  #reject(raw: RawPackage, reason: string): Reject {
    const version = [raw.version, raw.release].filter((text) => text !== '').join('-')
    const text = [raw.name, version, raw.arch].filter((part) => part !== '').join(' ')
    return toReject(this.#section, this.#position, text, reason)
  }
}

const OTHER_CHECKSUM = 'The same version came before with another checksum: the first one counts.'
const GARBLED =
  'It holds characters that XML does not allow, or that are not UTF-8: they were replaced. The package is used.'

import { FetchFailure } from '../../lib/fetch/failure.ts'
import { wholeLines } from '../../lib/whole-lines.ts'
import { NO_OBSOLETES, type Obsolete } from '../../model/candidate.ts'
import { splitEvr } from '../../versions/rpm/split.ts'
import type { ParsedPart } from '../format.ts'
import { PackageCollector } from './package-collector.ts'
import { type RawPackage, toObsolete } from './raw-package.ts'

/**
 * Reads the `packages` file of a yast repository (susetags): `=Tag: value`, and between `+Tag:` and `-Tag:` one value
 * a line. A package that cannot be used is a reject. Throws a FetchFailure when the file is not one.
 */
export async function* parseYastPackages(
  pieces: AsyncIterable<Buffer>,
  section: string,
): AsyncGenerator<ParsedPart, void> {
  const collector = new PackageCollector(section)
  const reader = new TagReader()
  for await (const lines of wholeLines(pieces)) {
    const found: RawPackage[] = []
    for (const line of lines.toString().split('\n')) {
      const done = reader.read(line.trimEnd())
      if (done) found.push(done)
    }
    yield collector.add(found)
  }
  const last = reader.end()
  yield collector.add(last ? [last] : [])
  yield collector.end('')
}

class TagReader {
  #package: RawPackage | undefined
  #obsoletes: Obsolete[] = []
  /** The tag whose lines these are; '' between them. */
  #list = ''
  #hasVersion = false

  /** The package that this line ends. */
  read(line: string): RawPackage | undefined {
    if (this.#list !== '') {
      if (line === `-${this.#list}:`) this.#list = ''
      else if (this.#list === 'Obs') this.#addObsolete(line)
      return undefined
    }
    const [, sign, tag = '', value = ''] = TAG.exec(line) ?? []
    if (sign === '+') this.#list = tag
    if (sign !== '=') {
      if (!this.#hasVersion && line !== '' && !line.startsWith('#')) throw notOne()
      return undefined
    }
    return this.#tag(tag, value)
  }

  end(): RawPackage | undefined {
    if (this.#list !== '') throw new FetchFailure('truncated', 'the list of packages ends before its end')
    const done = this.#package
    if (done && this.#obsoletes.length > 0) done.obsoletes = this.#obsoletes
    this.#package = undefined
    this.#obsoletes = []
    return done
  }

  #tag(tag: string, value: string): RawPackage | undefined {
    if (tag === 'Ver') this.#hasVersion = true
    if (!this.#hasVersion) throw notOne()
    if (tag === 'Pkg') {
      const done = this.end()
      this.#package = toPackage(value)
      return done
    }
    if (!this.#package) return undefined
    if (tag === 'Vnd') this.#package.vendor = own(value)
    if (tag === 'Cks') this.#package.checksum = own(value.slice(value.indexOf(' ') + 1))
    if (tag === 'Src') this.#package.sourceRpm = toSourceRpm(value)
    return undefined
  }

  /** `name`, or `name < 1.2-3`. */
  #addObsolete(line: string): void {
    const [name = '', operator = '', version = ''] = own(line).trim().split(/\s+/)
    const obsolete = toObsolete(name, FLAGS[operator] ?? '', splitEvr(version))
    if (obsolete) this.#obsoletes.push(obsolete)
  }
}

const TAG = /^([=+])([A-Z][A-Za-z]{2}):\s*(.*)$/
const FLAGS: Record<string, string> = { '=': 'EQ', '==': 'EQ', '<': 'LT', '<=': 'LE', '>': 'GT', '>=': 'GE' }

/** `name version release arch`; what is missing makes it a reject later. */
function toPackage(value: string): RawPackage {
  const [name = '', version = '', release = '', arch = ''] = own(value).trim().split(/\s+/)
  const evr = splitEvr(version)
  return {
    ...{
      name,
      arch,
      epoch: evr.epoch,
      version: evr.epoch === '' ? version : version.slice(evr.epoch.length + 1),
      release,
    },
    ...{ checksum: '', vendor: '', sourceRpm: '', obsoletes: NO_OBSOLETES },
    isGarbled: value.includes('\ufffd'),
  }
}

function toSourceRpm(value: string): string {
  const [name, version, release, arch] = own(value).trim().split(/\s+/)
  return arch === undefined ? '' : `${name}-${version}-${release}.${arch}.rpm`
}

/** A copy: a part of the piece that it was read from would keep the whole of it in memory. */
const own = (text: string) => Buffer.from(text).toString()

const notOne = () => new FetchFailure('bad-response', 'it is not a list of packages of yast: it begins with no =Ver:')

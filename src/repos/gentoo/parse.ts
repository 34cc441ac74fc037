import { FetchFailure } from '../../lib/fetch/failure.ts'
import { readTar, readWhole } from '../../lib/tar.ts'
import { type Candidate, NO_OBSOLETES } from '../../model/candidate.ts'
import { canonicalEpoch } from '../../model/package.ts'
import { toReject } from '../../model/reject.ts'
import type { ParsedPart } from '../format.ts'
import { splitId, toTreeFile, type VersionId } from './tree-file.ts'
import { listKeywords, readCache, readEbuild, type Visibility } from './visibility.ts'

/** An ebuild that lists all sources of a large program has some hundred kilobytes. */
const MAX_FILE_BYTES = 2_000_000
/** Gentoo's own tree has some 32,000 versions. */
const MAX_VERSIONS = 300_000
/** Candidates and rejects that are handed on at once, at least. */
const BATCH = 500

/**
 * Reads an archive of a tree of ebuilds: a candidate for each architecture that a version is stable or in testing for,
 * with its slot in the place of the epoch. The tree's metadata cache is believed; of versions that are not in it the
 * ebuild itself is read. What is held in memory is a line a version. Throws a FetchFailure for what is no tree.
 */
export async function* parseTree(pieces: AsyncIterable<Buffer>, section: string): AsyncGenerator<ParsedPart, void> {
  const tree = new TreeReader(section)
  for await (const file of readTar(pieces)) {
    if (/(^|\/)profiles\/repo_name$/.test(file.name)) tree.isTree = true
    const found = toTreeFile(file.name)
    if (!found || (found.kind === 'ebuild' && tree.isKnown(found.id))) continue
    const bytes = await readWhole(file, MAX_FILE_BYTES)
    if (found.kind === 'cache') tree.addCached(found.id, bytes?.toString('utf8'))
    else tree.addEbuild(found.id, bytes?.toString('utf8'))
    if (tree.isFull) yield tree.take()
  }
  for (const _ of tree.endEbuilds()) if (tree.isFull) yield tree.take()
  if (!tree.isTree) throw new FetchFailure('bad-response', 'the archive is no tree of ebuilds')
  yield tree.take()
}

type Read = Visibility | string

const NO_NAME = 'Its name is not that of a version of a package.'
const TOO_LARGE = 'It is too large.'

class TreeReader {
  part: ParsedPart = { candidates: [], rejects: [] }
  isTree = false
  readonly #section: string
  /** What ebuilds say until the cache says it; undefined: it did. */
  readonly #versions = new Map<string, Read | undefined>()
  #position = 0

  constructor(section: string) {
    this.#section = section
  }

  get isFull(): boolean {
    return this.part.candidates.length + this.part.rejects.length >= BATCH
  }

  isKnown(id: string): boolean {
    return this.#versions.has(id)
  }

  addCached(id: string, text: string | undefined): void {
    const isTwice = this.#versions.has(id) && this.#versions.get(id) === undefined
    this.#keep(id, undefined)
    if (!isTwice) this.#add(id, splitId(id) ? (text === undefined ? TOO_LARGE : readCache(text)) : NO_NAME)
  }

  addEbuild(id: string, text: string | undefined): void {
    const version = splitId(id)
    if (!version) this.#keep(id, NO_NAME)
    else this.#keep(id, text === undefined ? TOO_LARGE : readEbuild(text, version))
  }

  /** Those of which the cache says nothing, one by one. */
  *endEbuilds(): Generator<void> {
    for (const [id, read] of this.#versions) {
      if (read === undefined) continue
      this.#add(id, read)
      yield
    }
  }

  take(): ParsedPart {
    const { part } = this
    this.part = { candidates: [], rejects: [] }
    return part
  }

  #keep(id: string, read: Read | undefined): void {
    this.isTree = true
    this.#versions.set(id, read)
    if (this.#versions.size > MAX_VERSIONS) {
      throw new FetchFailure('too-large', `the archive holds more than ${MAX_VERSIONS} versions of packages`)
    }
  }

  #add(id: string, read: Read): void {
    this.#position++
    const version = splitId(id)
    if (typeof read === 'string' || !version) {
      const reason = typeof read === 'string' ? read : NO_NAME
      this.part.rejects.push(toReject(this.#section, this.#position, id, reason))
    } else this.part.candidates.push(...toCandidates(version, read))
  }
}

function toCandidates({ category, name, version, release }: VersionId, visibility: Visibility): Candidate[] {
  const epoch = canonicalEpoch(visibility.slot)
  return listKeywords(visibility).map((arch) => ({
    ...{ type: 'gentoo', category, name, epoch, version, release, arch },
    ...{ source: '', sourceVersion: '', phased: 100, vendor: '', obsoletes: NO_OBSOLETES },
  }))
}

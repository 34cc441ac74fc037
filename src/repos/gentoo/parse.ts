import { FetchFailure } from '../../lib/fetch/failure.ts'
import { readTar, readWhole } from '../../lib/tar.ts'
import { type Candidate, NO_OBSOLETES } from '../../model/candidate.ts'
import { canonicalEpoch } from '../../model/package.ts'
import { toReject } from '../../model/reject.ts'
import type { ParsedPart } from '../format.ts'
import { isMasked, type Masks, parseMasks } from './mask.ts'
import { splitId, type TreeFile, toTreeFile, type VersionId } from './tree-file.ts'
import { readCache, readEbuild, type Visibility } from './visibility.ts'

/** An ebuild that lists all sources of a large program has some hundred kilobytes. */
const MAX_FILE_BYTES = 2_000_000
/** Gentoo's own tree has some 32,000 versions. */
const MAX_VERSIONS = 200_000
/** Candidates and rejects that are handed on at once, at least. */
const BATCH = 500

/**
 * Reads an archive of a tree of ebuilds: a candidate for each architecture that a version is stable or in testing for,
 * with its slot in the place of the epoch. The tree's metadata cache is believed; of versions that are not in it the
 * ebuild itself is read. What the tree masks is left out. What is held in memory is a line a version: masks and the
 * cache can come last. Throws a FetchFailure for what is no tree.
 */
export async function* parseTree(pieces: AsyncIterable<Buffer>, section: string): AsyncGenerator<ParsedPart, void> {
  const tree = new TreeReader()
  for await (const file of readTar(pieces)) {
    const found = toTreeFile(file.name)
    if (!found || (found.kind === 'ebuild' && tree.isKnown(found.id))) continue
    tree.add(found, (await readWhole(file, MAX_FILE_BYTES))?.toString('utf8'))
  }
  if (!tree.isTree) throw new FetchFailure('bad-response', 'the archive is no tree of ebuilds')
  yield* inBatches(tree.listVersions(), section)
}

function* inBatches(versions: Iterable<[id: string, read: Candidate[] | string]>, section: string) {
  let part: ParsedPart = { candidates: [], rejects: [] }
  let position = 0
  for (const [id, found] of versions) {
    position++
    if (typeof found === 'string') part.rejects.push(toReject(section, position, id, found))
    else part.candidates.push(...found)
    if (part.candidates.length + part.rejects.length < BATCH) continue
    yield part
    part = { candidates: [], rejects: [] }
  }
  yield part
}

type Read = Visibility | string

const NO_NAME = 'Its name is not that of a version of a package.'
const TOO_LARGE = 'It is too large.'
/** Gentoo has some 20. */
const MAX_ARCHES = 100

class TreeReader {
  isTree = false
  /** Of all profiles: the tree's and those of `base`. */
  readonly #masks: Masks[] = []
  /** Of all profiles of an architecture. */
  readonly #masksOf = new Map<string, Masks>()
  readonly #versions = new Map<string, Read>()

  isKnown(id: string): boolean {
    return this.#versions.has(id)
  }

  /** `text`: undefined where it is too large. */
  add({ kind, id }: TreeFile, text: string | undefined): void {
    this.isTree = true
    if (kind === 'name') return
    if (kind === 'masks') {
      if (text !== undefined) this.#addMasks(id, parseMasks(text))
      return
    }
    const version = splitId(id)
    const read = kind === 'cache' ? readCache : readEbuild
    this.#versions.set(id, !version ? NO_NAME : text === undefined ? TOO_LARGE : read(text, version))
    if (this.#versions.size > MAX_VERSIONS) {
      throw new FetchFailure('too-large', `the archive holds more than ${MAX_VERSIONS} versions of packages`)
    }
  }

  *listVersions(): Generator<[id: string, found: Candidate[] | string], void> {
    for (const [id, read] of this.#versions) {
      const version = splitId(id)
      if (typeof read === 'string' || !version) yield [id, typeof read === 'string' ? read : NO_NAME]
      else yield [id, toCandidates(version, read).filter(({ arch }) => !this.#isMasked(version, read.slot, arch))]
    }
  }

  #addMasks(arch: string, masks: Masks): void {
    if (arch === '') this.#masks.push(masks)
    else if (this.#masksOf.size < MAX_ARCHES) this.#masksOf.set(arch, masks)
  }

  #isMasked(version: VersionId, slot: string, keyword: string): boolean {
    const own = this.#masksOf.get(keyword.replace('~', ''))
    const isHidden = this.#masks.some((masks) => isMasked(version, slot, masks, own?.lifted))
    return isHidden || (own !== undefined && isMasked(version, slot, own))
  }
}

function toCandidates({ category, name, version, release }: VersionId, { slot, keywords }: Visibility): Candidate[] {
  const epoch = canonicalEpoch(slot)
  const arches = keywords === '' ? [] : keywords.split(' ')
  return arches.map((arch) => ({
    ...{ type: 'gentoo', category, name, epoch, version, release, arch },
    ...{ source: '', sourceVersion: '', phased: 100, vendor: '', obsoletes: NO_OBSOLETES },
  }))
}

import type { Fetcher } from '../lib/fetch/fetcher.ts'
import type { Candidate, ReleaseFacts } from '../model/candidate.ts'
import type { Erratum } from '../model/erratum.ts'
import type { ModuleDefault, ModuleStream } from '../model/module.ts'
import type { PackageType } from '../model/package.ts'
import type { PartKind } from '../model/part.ts'
import type { Reject } from '../model/reject.ts'
import type { Checksum } from './checksum.ts'

/**
 * How one family of repositories is read: a folder each. `discover` goes out, the parsers are pure and read an
 * unpacked file in bounded memory. All throw FetchFailures, whose reasons are shown as they are.
 */
export interface RepoFormat {
  /** Finds which files to read and what is known of them; costs one request where nothing changed. */
  discover(context: ReadContext): Promise<Discovery>
  parsePackages(pieces: AsyncIterable<Buffer>, section: string): AsyncIterable<ParsedPart>
  /** Where a repository can have modules and errata. */
  parseModules?(pieces: AsyncIterable<Buffer>, section: string): AsyncIterable<ParsedModules>
  parseErrata?(pieces: AsyncIterable<Buffer>, section: string): AsyncIterable<ParsedErrata>
  /** Names of the OS releases that an erratum is for, where it tells; of those that there are where it is for a line of them. */
  findReleases?(erratum: Erratum, known: readonly string[]): string[]
}

export interface ReadContext {
  fetcher: Pick<Fetcher, 'get'>
  mirror: MirrorToRead
  /** What was stored is not asked about: everything is read anew. */
  force: boolean
  signal?: AbortSignal
}

/** What is known of a mirror from the last time. */
export interface MirrorToRead {
  url: string
  /** Of its repository. */
  arch: string
  /** Of the files in force; '' where none is. */
  checksums: Record<PartKind, string>
  /** The file that the validators are of. */
  indexUrl: string
  etag: string
  lastModified: string
  /** Known to be a list of mirrors. */
  isList: boolean
  /** What the list that gave this mirror says of the index; undefined where none did, or it says nothing. */
  expected: ExpectedIndex | undefined
}

/** The file whose change tells that something changed, as the server names its state. */
export interface Validators {
  indexUrl: string
  etag: string
  lastModified: string
}

export type Discovery = { status: 'unchanged' } | ({ status: 'found' } & FoundIndex) | ({ status: 'list' } & MirrorList)

export interface FoundIndex {
  /** One of packages at least. */
  parts: FoundPart[]
  /** undefined where the repository says nothing about itself: then `releaseSecurity` is by its address. */
  release: ReleaseFacts | undefined
  releaseSecurity: boolean
  /** When the repository says that its index was made, ms since 1970; 0 where it does not say. */
  publishedAt: number
  /** What of it is only there in a form that is not read, for people; '' for nothing. */
  gap: string
  /** Of the file that lists the parts; undefined where there is none: the part has its own then. */
  validators: Validators | undefined
}

export interface FoundPart {
  kind: PartKind
  /** In the order in which they are tried: what is not there is passed over. Never empty. */
  files: IndexFile[]
  /** What there is not when none of them is there, for people. */
  name: string
}

export interface IndexFile {
  url: string
  /** Of the file as it is on the server; undefined when nobody says. */
  checksum: Checksum | undefined
  /** Of the file as it is on the server; 0 when nobody says. */
  size: number
  /** Of its unpacked form, where that is listed too. */
  plainChecksum: Checksum | undefined
  plainSize: number
  /** The file that lists it, for people. */
  listedBy: string
  /** Its name for people. */
  section: string
}

/** What a mirror list or metalink says. */
export interface MirrorList {
  /** Roots of repositories, best first, each once. */
  urls: string[]
  /** How many of them are enough; not told: as many as the server may read. */
  most?: number
  expected: ExpectedIndex | undefined
}

/** A list as it was read in this run: what its mirrors are held against, and whom to turn to when they fail. */
export interface ReadList {
  id: number
  repoId: number
  type: PackageType
  most?: number
  urls: readonly string[]
  expected: ExpectedIndex | undefined
  /** Mirrors that were read in this run, or are. */
  tried: Set<string>
}

export interface ExpectedIndex {
  /** Of the current index; any of them is enough. */
  checksums: Checksum[]
  /** When it was made, ms since 1970; 0 where the list does not say. */
  publishedAt: number
}

export interface ParsedPart {
  candidates: Candidate[]
  rejects: Reject[]
}

export interface ParsedModules {
  modules: ModuleStream[]
  defaults: ModuleDefault[]
  rejects: Reject[]
}

export interface ParsedErrata {
  errata: Erratum[]
  rejects: Reject[]
}

/** A repository that is one file about which nothing is listed: the first of these that is there. */
export function singleIndex(urls: readonly string[], name: string): Discovery {
  const unknown = { checksum: undefined, size: 0, plainChecksum: undefined, plainSize: 0, listedBy: '' }
  const files = urls.map((url): IndexFile => ({ url, ...unknown, section: url.slice(url.lastIndexOf('/') + 1) }))
  const facts = { release: undefined, releaseSecurity: false, publishedAt: 0, gap: '', validators: undefined }
  return { status: 'found', parts: [{ kind: 'packages', files, name }], ...facts }
}

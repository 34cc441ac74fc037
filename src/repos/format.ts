import type { Fetcher } from '../lib/fetch/fetcher.ts'
import type { Candidate, ReleaseFacts } from '../model/candidate.ts'
import type { Reject } from '../model/reject.ts'
import type { Spool } from './spool.ts'

/**
 * How one family of repositories is read: a folder with these three files each. `discover` and `fetch` go out,
 * `parse` is pure. All throw FetchFailures, whose reasons are shown as they are.
 */
export interface RepoFormat {
  /** Finds which file to read and what is known of it; costs one request where nothing changed. */
  discover(context: ReadContext): Promise<Discovery>
  /** Downloads and checks that file. */
  fetch(context: ReadContext, found: FoundIndex): Promise<FetchedIndex>
  /** Reads the unpacked index, in bounded memory. */
  parse(pieces: AsyncIterable<Buffer>, section: string): AsyncIterable<ParsedPart>
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
  /** SHA-256 of the index file in force, hex; '' when none is. */
  checksum: string
  /** The file that the validators are of. */
  indexUrl: string
  etag: string
  lastModified: string
}

/** The file whose change tells that something changed, as the server names its state. */
export interface Validators {
  indexUrl: string
  etag: string
  lastModified: string
}

export type Discovery = { status: 'unchanged' } | ({ status: 'found' } & FoundIndex)

export interface FoundIndex {
  /** In the order in which they are tried: what is not there is passed over. Never empty. */
  files: IndexFile[]
  /** undefined where the repository says nothing about itself: then `releaseSecurity` is by its address. */
  release: ReleaseFacts | undefined
  releaseSecurity: boolean
  /** Of the file that lists the index; undefined where there is none: the index has its own then. */
  validators: Validators | undefined
}

export interface IndexFile {
  url: string
  /** Of the file as it is on the server, hex; '' when nobody says. */
  sha256: string
  size: number
  /** Of its unpacked form, where that is listed too. */
  plainSha256: string
  /** Its name for people. */
  section: string
}

export type FetchedIndex =
  | { status: 'unchanged'; validators: Validators }
  | { status: 'fetched'; file: IndexFile; checksum: string; spool: Spool; validators: Validators }

export interface ParsedPart {
  candidates: Candidate[]
  rejects: Reject[]
}

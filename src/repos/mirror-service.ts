import type { DueMirror } from '../db/mirror-due.ts'
import { getNewestIndex } from '../db/mirror-given.ts'
import {
  type Confirmed,
  getRepoFacts,
  type NewSets,
  recordHostOnly,
  recordMirrorFailure,
  replaceMirrorSets,
  replaceReleaseFacts,
} from '../db/mirror-outcome.ts'
import type { Tx } from '../db/open.ts'
import { FetchFailure } from '../lib/fetch/failure.ts'
import { NO_RELEASE_FACTS } from '../model/candidate.ts'
import type { PackageType } from '../model/package.ts'
import { apkFormat } from './apk/format.ts'
import { aptFormat } from './apt/format.ts'
import { archFormat } from './arch/format.ts'
import type { FoundIndex, MirrorList, ReadContext, RepoFormat, Validators } from './format.ts'
import { gentooFormat } from './gentoo/format.ts'
import { applyList } from './list-service.ts'
import { type FetchedParts, fetchParts, loadParts, type RefreshRun, SetGone } from './parts-service.ts'
import { yumFormat } from './yum/format.ts'

/** One folder a format, once it is built. */
const FORMATS: Partial<Record<PackageType, RepoFormat>> = {
  deb: aptFormat,
  rpm: yumFormat,
  arch: archFormat,
  apk: apkFormat,
  gentoo: gentooFormat,
}

export type MirrorResult = 'changed' | 'unchanged' | 'failed' | 'host-only' | 'unsupported'

export interface MirrorOutcome {
  mirrorId: number
  repoId: number
  repo: string
  url: string
  result: MirrorResult
  /** One sentence where it is not simply well; '' otherwise. */
  reason: string
  packages: number
  rejects: number
  /** Other data are in force than before: also where some of them could not be read. */
  isChanged: boolean
  ms: number
}

type Success = Omit<MirrorOutcome, 'mirrorId' | 'repoId' | 'repo' | 'url' | 'ms'>

/**
 * Reads one mirror again. It is its own unit of failure: whatever happens is written down as its outcome, and what
 * was in force before stays in force unless all of the new is there.
 */
export async function refreshMirror(run: RefreshRun, mirror: DueMirror): Promise<MirrorOutcome> {
  const started = performance.now()
  const { id: mirrorId, repo_id: repoId, repo_name: repo, url } = mirror
  const answer = await read(run, mirror).catch((error: unknown) => recordFailure(run, mirror, error))
  return { mirrorId, repoId, repo, url, ...answer, ms: Math.round(performance.now() - started) }
}

const NOTHING = { reason: '', packages: 0, rejects: 0, isChanged: false }

async function recordFailure(run: RefreshRun, mirror: DueMirror, error: unknown): Promise<Success> {
  // the work was called off: that says nothing about the mirror
  if (run.signal?.aborted) throw error
  if (error instanceof FetchFailure && ONLY_HOSTS.has(error.code)) {
    await run.db.transaction((tx) => recordHostOnly(tx, mirror.id, mirror.repo_id, error.reason, run.clock()))
    return { ...NOTHING, result: 'host-only', reason: error.reason }
  }
  const reason = error instanceof FetchFailure ? error.reason : 'the server could not work on it: see its log'
  if (!(error instanceof FetchFailure)) run.log.error('mirror refresh failed', { mirror: mirror.id, error })
  await recordMirrorFailure(run.db, mirror.id, reason, run.maxFailures, run.clock())
  return { ...NOTHING, result: 'failed', reason }
}

const ONLY_HOSTS = new Set(['http-401', 'http-403', 'client-certificate'])

async function read(run: RefreshRun, mirror: DueMirror): Promise<Success> {
  const format = FORMATS[mirror.type]
  if (!format) return { ...NOTHING, result: 'unsupported', reason: `${mirror.type} repositories are not read yet` }
  const context = toContext(run, mirror)
  const found = await format.discover(context)
  if (found.status === 'unchanged') return confirm(run, mirror, context.mirror)
  if (found.status === 'list') return readList(run, mirror, found)
  await checkAge(run, mirror, found.publishedAt)
  return readParts(run, mirror, format, context, found).catch((error: unknown) => {
    if (!(error instanceof SetGone)) throw error
    return readParts(run, mirror, format, context, found)
  })
}

async function readList(run: RefreshRun, mirror: DueMirror, list: MirrorList): Promise<Success> {
  if (mirror.from_mirror_id !== null) {
    throw new FetchFailure('bad-response', 'it was given by a mirror list and is one itself, which is not followed')
  }
  const before = mirror.package_set_id
  await applyList(run, { id: mirror.id, repo_id: mirror.repo_id, type: mirror.type }, list)
  return { ...NOTHING, result: 'unchanged', isChanged: before !== null }
}

/** Mirrors follow their source in their own time. */
const MAX_LAG_MS = 86_400_000

/** One that is behind the others of its repository has stopped following. */
async function checkAge(run: RefreshRun, mirror: DueMirror, publishedAt: number): Promise<void> {
  if (publishedAt === 0) return
  const newest = await getNewestIndex(run.db, mirror)
  if (publishedAt >= newest - MAX_LAG_MS) return
  const [own, others] = [publishedAt, newest].map((time) => new Date(time).toISOString().slice(0, 10))
  throw new FetchFailure('stale', `it is stale: its index is of ${own}, that of another mirror of ${others}`)
}

async function readParts(
  run: RefreshRun,
  mirror: DueMirror,
  format: RepoFormat,
  context: ReadContext,
  found: FoundIndex,
): Promise<Success> {
  const fetched = await fetchParts(run, mirror, context, found)
  try {
    const isWork = fetched.steps.some((step) => step.action === 'build')
    return await (isWork
      ? run.write(() => load(run, mirror, format, found, fetched))
      : load(run, mirror, format, found, fetched))
  } finally {
    await fetched.close()
  }
}

function toContext(run: RefreshRun, mirror: DueMirror): ReadContext {
  const hasData = mirror.package_set_id !== null
  return {
    fetcher: run.fetcher,
    mirror: {
      url: mirror.url,
      arch: mirror.arch,
      checksums: mirror.checksums,
      indexUrl: hasData ? mirror.index_url : '',
      etag: mirror.etag,
      lastModified: mirror.last_modified,
      isList: mirror.is_mirrorlist === 1,
      expected: mirror.from_mirror_id === null ? undefined : run.lists.get(mirror.from_mirror_id)?.expected,
    },
    force: run.force,
    ...(run.signal && { signal: run.signal }),
  }
}

/** Nothing changed since the last time. */
async function confirm(run: RefreshRun, mirror: DueMirror, validators: Validators): Promise<Success> {
  const confirmed = toConfirmed(validators, mirror.valid_until, run.clock())
  await run.db.transaction((tx) => replaceMirrorSets(tx, mirror.id, {}, confirmed, run.clock()))
  return { ...NOTHING, result: 'unchanged', reason: confirmed.warning }
}

async function load(
  run: RefreshRun,
  mirror: DueMirror,
  format: RepoFormat,
  found: FoundIndex,
  fetched: FetchedParts,
): Promise<Success> {
  const loaded = await loadParts(run, format, fetched)
  const { packages, rejects } = loaded
  const failure = loaded.failure || found.gap
  // what failed is tried again the next time, whatever the server says of what changed
  const validators = (failure === '' && fetched.validators) || NO_VALIDATORS
  const confirmed = toConfirmed(validators, found.release?.validUntil ?? 0, run.clock(), found.publishedAt, failure)
  try {
    const areFactsChanged = await commit(run, mirror, found, loaded.commit, confirmed)
    const isChanged = loaded.isChanged || areFactsChanged
    const result = failure === '' ? (isChanged ? 'changed' : 'unchanged') : 'failed'
    return { result, reason: failure || confirmed.warning, packages, rejects, isChanged }
  } catch (error) {
    await loaded.discard()
    throw error
  }
}

const NO_VALIDATORS: Validators = { indexUrl: '', etag: '', lastModified: '' }

/**
 * All sets with what the repository says of itself, in one transaction: nothing is marked as done before its data are
 * committed. Answers whether hosts' updates may differ by what it says.
 */
async function commit(
  run: RefreshRun,
  mirror: DueMirror,
  found: FoundIndex,
  commitSets: (tx: Tx) => Promise<NewSets>,
  confirmed: Confirmed,
): Promise<boolean> {
  return run.db.transaction(async (tx) => {
    const before = await getRepoFacts(tx, mirror.repo_id)
    await replaceMirrorSets(tx, mirror.id, await commitSets(tx), confirmed, run.clock())
    await replaceReleaseFacts(tx, mirror.repo_id, found.release ?? NO_RELEASE_FACTS, found.releaseSecurity)
    return before !== (await getRepoFacts(tx, mirror.repo_id))
  })
}

function toConfirmed(
  { indexUrl, etag, lastModified }: Validators,
  validUntil: number,
  now: number,
  publishedAt?: number,
  failure = '',
): Confirmed {
  const isExpired = validUntil !== 0 && validUntil < now
  const day = new Date(validUntil).toISOString().slice(0, 10)
  const warning = isExpired
    ? `Its Release file expired on ${day}: the mirror may have stopped following its source.`
    : ''
  return { indexUrl, etag, lastModified, publishedAt, warning, failure }
}

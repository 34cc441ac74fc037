import {
  type Confirmed,
  confirmMirror,
  copyMirrorRejects,
  type DueMirror,
  getRepoFacts,
  recordHostOnly,
  recordMirrorFailure,
  replaceMirrorRejects,
  replacePackageSet,
  replaceReleaseFacts,
} from '../db/mirror-outcome.ts'
import type { Db, Tx } from '../db/open.ts'
import { findReadySet, finishPackageSet, lockReadySet } from '../db/package-set-build.ts'
import type { Clock } from '../lib/clock.ts'
import { FetchFailure } from '../lib/fetch/failure.ts'
import type { Fetcher } from '../lib/fetch/fetcher.ts'
import type { Log } from '../lib/log.ts'
import type { ReleaseFacts } from '../model/candidate.ts'
import type { PackageType } from '../model/package.ts'
import { aptFormat } from './apt/format.ts'
import { buildPackageSet } from './build-service.ts'
import type { FetchedIndex, FoundIndex, ReadContext, RepoFormat, Validators } from './format.ts'
import { unpack } from './unpack.ts'

/** One file a format, once it is built. */
const FORMATS: Partial<Record<PackageType, RepoFormat>> = { deb: aptFormat }

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
  ms: number
}

/** What all mirrors of one refresh share. */
export interface RefreshRun {
  db: Db
  fetcher: Pick<Fetcher, 'get'>
  clock: Clock
  log: Log
  force: boolean
  /** When the run began: with `force` only sets that were built since are shared. */
  startedAt: number
  maxFailures: number
  signal?: AbortSignal
  /** Runs work that writes much, one at a time. */
  write<T>(work: () => Promise<T>): Promise<T>
}

type Success = Pick<MirrorOutcome, 'result' | 'reason' | 'packages' | 'rejects'>

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

async function recordFailure(run: RefreshRun, mirror: DueMirror, error: unknown): Promise<Success> {
  // the work was called off: that says nothing about the mirror
  if (run.signal?.aborted) throw error
  const none = { packages: 0, rejects: 0 }
  if (error instanceof FetchFailure && (error.code === 'http-401' || error.code === 'http-403')) {
    await run.db.transaction((tx) => recordHostOnly(tx, mirror.id, mirror.repo_id, error.reason, run.clock()))
    return { result: 'host-only', reason: error.reason, ...none }
  }
  const reason = error instanceof FetchFailure ? error.reason : 'the server could not work on it: see its log'
  if (!(error instanceof FetchFailure)) run.log.error('mirror refresh failed', { mirror: mirror.id, error })
  await recordMirrorFailure(run.db, mirror.id, reason, run.maxFailures, run.clock())
  return { result: 'failed', reason, ...none }
}

async function read(run: RefreshRun, mirror: DueMirror): Promise<Success> {
  const format = FORMATS[mirror.type]
  if (!format)
    return { result: 'unsupported', reason: `${mirror.type} repositories are not read yet`, packages: 0, rejects: 0 }
  const context = toContext(run, mirror)
  const found = await format.discover(context)
  if (found.status === 'unchanged') return confirm(run, mirror, undefined, context.mirror)
  if (!run.force && isInForce(mirror, found)) return confirm(run, mirror, found, found.validators ?? context.mirror)
  const adopted = found.validators && (await adopt(run, mirror, found, listChecksums(found), found.validators))
  if (adopted) return adopted
  const fetched = await format.fetch(context, found)
  if (fetched.status === 'unchanged') return confirm(run, mirror, found, fetched.validators)
  try {
    return await run.write(() => load(run, mirror, format, found, fetched))
  } finally {
    await fetched.spool.close()
  }
}

function toContext(run: RefreshRun, mirror: DueMirror): ReadContext {
  const hasData = mirror.package_set_id !== null
  return {
    fetcher: run.fetcher,
    mirror: {
      url: mirror.url,
      checksum: hasData ? mirror.checksum : '',
      indexUrl: hasData ? mirror.index_url : '',
      etag: mirror.etag,
      lastModified: mirror.last_modified,
    },
    force: run.force,
    ...(run.signal && { signal: run.signal }),
  }
}

const listChecksums = (found: FoundIndex) => found.files.map((file) => file.sha256).filter((sum) => sum !== '')

const isInForce = (mirror: DueMirror, found: FoundIndex) =>
  mirror.package_set_id !== null && listChecksums(found).includes(mirror.checksum)

async function confirm(
  run: RefreshRun,
  mirror: DueMirror,
  found: FoundIndex | undefined,
  validators: Validators,
): Promise<Success> {
  const confirmed = toConfirmed(validators, found ? (found.release?.validUntil ?? 0) : mirror.valid_until, run.clock())
  const isChanged = await withFacts(run, mirror, found, (tx) => confirmMirror(tx, mirror.id, confirmed, run.clock()))
  return { result: isChanged ? 'changed' : 'unchanged', reason: confirmed.warning, packages: 0, rejects: 0 }
}

/** Another mirror has the same file: its set is this one's too, and nothing is downloaded or parsed. */
async function adopt(
  run: RefreshRun,
  mirror: DueMirror,
  found: FoundIndex,
  checksums: string[],
  validators: Validators,
): Promise<Success | undefined> {
  const set = await findReadySet(run.db, checksums, run.force ? run.startedAt : 0)
  if (!set) return undefined
  const confirmed = toConfirmed(validators, found.release?.validUntil ?? 0, run.clock())
  let rejects = 0
  let isThere = false
  await withFacts(run, mirror, found, async (tx) => {
    isThere = await lockReadySet(tx, set.id)
    if (!isThere) return
    rejects = await copyMirrorRejects(tx, mirror.id, set.id)
    await replacePackageSet(tx, mirror.id, { ...set, rejectCount: rejects }, confirmed, run.clock())
  })
  if (!isThere) return undefined
  return { result: 'changed', reason: confirmed.warning, packages: set.package_count, rejects }
}

async function load(
  run: RefreshRun,
  mirror: DueMirror,
  format: RepoFormat,
  found: FoundIndex,
  fetched: FetchedIndex & { status: 'fetched' },
): Promise<Success> {
  const { file, checksum, spool, validators } = fetched
  // built by another mirror of this run while this one waited for its turn
  const adopted = await adopt(run, mirror, found, [checksum], validators)
  if (adopted) return adopted
  const set = await buildPackageSet(run, format.parse(unpack(spool.read(), file), file.section), checksum)
  const confirmed = toConfirmed(validators, found.release?.validUntil ?? 0, run.clock())
  await withFacts(run, mirror, found, async (tx) => {
    await finishPackageSet(tx, set.id, set.packageCount, run.clock())
    await replaceMirrorRejects(tx, mirror.id, set.rejects)
    await replacePackageSet(
      tx,
      mirror.id,
      { id: set.id, checksum, rejectCount: set.rejectCount },
      confirmed,
      run.clock(),
    )
  })
  return { result: 'changed', reason: confirmed.warning, packages: set.packageCount, rejects: set.rejectCount }
}

/** With what the repository says of itself, in one transaction. Answers whether hosts' updates may differ by that. */
async function withFacts(
  run: RefreshRun,
  mirror: DueMirror,
  found: FoundIndex | undefined,
  write: (tx: Tx) => Promise<void>,
): Promise<boolean> {
  return run.db.transaction(async (tx) => {
    const before = await getRepoFacts(tx, mirror.repo_id)
    await write(tx)
    if (found) await replaceReleaseFacts(tx, mirror.repo_id, found.release ?? NO_FACTS, found.releaseSecurity)
    return before !== (await getRepoFacts(tx, mirror.repo_id))
  })
}

const NO_FACTS: ReleaseFacts = {
  origin: '',
  label: '',
  suite: '',
  codename: '',
  date: 0,
  validUntil: 0,
  notAutomatic: false,
  butAutomaticUpgrades: false,
}

function toConfirmed({ indexUrl, etag, lastModified }: Validators, validUntil: number, now: number): Confirmed {
  const isExpired = validUntil !== 0 && validUntil < now
  const day = new Date(validUntil).toISOString().slice(0, 10)
  const warning = isExpired
    ? `Its Release file expired on ${day}: the mirror may have stopped following its source.`
    : ''
  return { indexUrl, etag, lastModified, warning }
}

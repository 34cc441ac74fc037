import type { DueMirror } from '../db/mirror-due.ts'
import type { NewSets } from '../db/mirror-outcome.ts'
import type { Db, Tx } from '../db/open.ts'
import { findReadySet, lockReadySet, type ReadySet } from '../db/package-set-adopt.ts'
import { finishPackageSet, insertSetRejects } from '../db/package-set-build.ts'
import { removeUnusedSets } from '../db/package-set-remove.ts'
import type { Clock } from '../lib/clock.ts'
import { FetchFailure } from '../lib/fetch/failure.ts'
import type { Fetcher } from '../lib/fetch/fetcher.ts'
import type { Log } from '../lib/log.ts'
import type { PartKind } from '../model/part.ts'
import { type BuiltSet, buildSet } from './build-service.ts'
import { toContentName } from './checksum.ts'
import { type FetchedPart, fetchPart } from './fetch-part.ts'
import type { FoundIndex, FoundPart, ReadContext, ReadList, RepoFormat, Validators } from './format.ts'
import { unpack } from './unpack.ts'

/** What all mirrors of one refresh share. */
export interface RefreshRun {
  db: Db
  fetcher: Pick<Fetcher, 'get'>
  clock: Clock
  log: Log
  force: boolean
  /** When the run began: with `force` only sets that were built since are shared. */
  startedAt: number
  maxMirrors: number
  maxFailures: number
  signal?: AbortSignal
  /** Mirror lists that were read, by their mirror's id. */
  lists: Map<number, ReadList>
  /** Runs work that writes much, one at a time. */
  write<T>(work: () => Promise<T>): Promise<T>
}

/** What is to be done for a part of a repository, in the order of what it costs. */
type Step = { kind: PartKind } & (
  | { action: 'keep' }
  | { action: 'adopt'; set: ReadySet }
  | { action: 'build'; fetched: FetchedPart & { status: 'fetched' } }
  | { action: 'drop' }
  | { action: 'give-up'; reason: string }
)

/** All parts of a repository, fetched and checked; nothing is written yet. Close it, whatever happens. */
export interface FetchedParts {
  steps: Step[]
  /** Of what tells that something changed; undefined where a part has its own and nobody was asked. */
  validators: Validators | undefined
  /** Of what could not be read although the packages could; '' for none. */
  failure: string
  close(): Promise<void>
}

/**
 * Fetches what is not in force and what no other mirror has: the parts one after another, each whole and checked.
 * Fails as a whole, but for errata: hosts learn what they would install without them, and that they are missing.
 */
export async function fetchParts(
  run: RefreshRun,
  mirror: DueMirror,
  context: ReadContext,
  found: FoundIndex,
): Promise<FetchedParts> {
  const fetched: FetchedParts = {
    steps: listDropped(mirror, found),
    validators: found.validators,
    failure: '',
    close: () => closeAll(fetched.steps),
  }
  try {
    for (const part of found.parts) {
      const step = await planPart(run, context, found, part, fetched)
      fetched.steps.push(step)
      if (step.action === 'give-up') fetched.failure = step.reason
    }
    return fetched
  } catch (error) {
    await fetched.close()
    throw error
  }
}

async function closeAll(steps: readonly Step[]): Promise<void> {
  for (const step of steps) if (step.action === 'build') await step.fetched.spool.close()
}

/** What the mirror had, and the repository has no more. */
function listDropped(mirror: DueMirror, found: FoundIndex): Step[] {
  const has = (kind: PartKind) => found.parts.some((part) => part.kind === kind)
  return [
    ...(mirror.module_set_id !== null && !has('modules') ? [{ kind: 'modules', action: 'drop' } as const] : []),
    ...(mirror.errata_set_id !== null && !has('errata') ? [{ kind: 'errata', action: 'drop' } as const] : []),
  ]
}

async function planPart(
  run: RefreshRun,
  context: ReadContext,
  found: FoundIndex,
  part: FoundPart,
  fetched: FetchedParts,
): Promise<Step> {
  const { kind } = part
  const names = part.files
    .map((file) => (file.checksum ? toContentName(file.checksum) : ''))
    .filter((name) => name !== '')
  if (!run.force && names.includes(context.mirror.checksums[kind])) return { kind, action: 'keep' }
  const set = await findReadySet(run.db, kind, names, run.force ? run.startedAt : 0)
  if (set) return { kind, action: 'adopt', set }
  try {
    const file = await fetchPart(context, found, part)
    fetched.validators ??= file.validators
    return file.status === 'unchanged' ? { kind, action: 'keep' } : { kind, action: 'build', fetched: file }
  } catch (error) {
    return giveUp(run, kind, error)
  }
}

/** Throws the error again unless the repository can do without the part. */
function giveUp(run: RefreshRun, kind: PartKind, error: unknown): Step {
  if (kind !== 'errata' || !(error instanceof FetchFailure) || run.signal?.aborted) throw error
  return { kind, action: 'give-up', reason: `its errata could not be read: ${error.reason}` }
}

/** By part; null: there is none any more. */
type NewInForce = Map<PartKind, BuiltSet | ReadySet | null>

export interface LoadedParts {
  /** Sets that come into force, for the transaction. */
  commit(tx: Tx): Promise<NewSets>
  /** Removes what was built: it does not come into force. */
  discard(): Promise<void>
  packages: number
  rejects: number
  failure: string
  isChanged: boolean
}

/**
 * Builds the sets of what was fetched, aside. Its `commit` makes them ready; throws a SetGone when a set that another
 * mirror had is not there any more.
 */
export async function loadParts(run: RefreshRun, format: RepoFormat, fetched: FetchedParts): Promise<LoadedParts> {
  const sets: NewInForce = new Map()
  const loaded = { packages: 0, rejects: 0, failure: fetched.failure }
  try {
    for (const step of fetched.steps) {
      const set = await loadPart(run, format, step).catch((error: unknown) => {
        const given = giveUp(run, step.kind, error)
        loaded.failure = given.action === 'give-up' ? given.reason : ''
        return undefined
      })
      if (set !== undefined) sets.set(step.kind, set)
      if (!set) continue
      if (step.kind === 'packages') loaded.packages = countItems(set)
      loaded.rejects += 'items' in set ? set.rejectCount : set.reject_count
    }
  } catch (error) {
    await discardSets(run, sets)
    throw error
  }
  return {
    ...loaded,
    isChanged: sets.size > 0,
    commit: (tx) => commitSets(run, tx, sets),
    discard: () => discardSets(run, sets),
  }
}

const countItems = (set: BuiltSet | ReadySet) => ('items' in set ? set.items : set.package_count)

async function discardSets(run: RefreshRun, sets: NewInForce): Promise<void> {
  const built = [...sets.values()].flatMap((set) => (set && 'items' in set ? [set.id] : []))
  await removeUnusedSets(run.db, run.clock(), built)
}

/** The set that comes into force, null for none; undefined: what is in force stays. */
async function loadPart(
  run: RefreshRun,
  format: RepoFormat,
  step: Step,
): Promise<BuiltSet | ReadySet | null | undefined> {
  if (step.action === 'drop') return null
  if (step.action === 'adopt') return step.set
  if (step.action !== 'build') return undefined
  const { file, checksum, spool } = step.fetched
  // built by another mirror of this run while this one waited for its turn
  const built = await findReadySet(run.db, step.kind, [checksum], run.force ? run.startedAt : 0)
  if (built) return built
  const pieces = unpack(spool.read(), file, spool.size)
  return buildSet(run, format, { kind: step.kind, pieces, section: file.section, checksum })
}

/** A set that was to be adopted was removed meanwhile: the mirror is to be read again. */
export class SetGone extends Error {}

async function commitSets(run: RefreshRun, tx: Tx, sets: NewInForce): Promise<NewSets> {
  const now = run.clock()
  for (const set of sets.values()) {
    if (set === null) continue
    if ('items' in set) {
      await finishPackageSet(tx, set.id, { items: set.items, rejects: set.rejectCount }, now)
      await insertSetRejects(tx, set.id, set.rejects)
    } else if (!(await lockReadySet(tx, set.id))) throw new SetGone()
  }
  const packages = sets.get('packages')
  return {
    ...(packages && { packages: { id: packages.id, checksum: packages.checksum } }),
    ...(sets.has('modules') && { modules: sets.get('modules')?.id ?? null }),
    ...(sets.has('errata') && { errata: sets.get('errata')?.id ?? null }),
  }
}

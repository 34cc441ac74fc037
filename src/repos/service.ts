import { type DueKind, type DueMirror, listDueMirrors } from '../db/mirror-due.ts'
import { hasUntried, removeRetiredMirrors } from '../db/mirror-given.ts'
import type { Db } from '../db/open.ts'
import { removeUnusedSets } from '../db/package-set-remove.ts'
import type { Clock } from '../lib/clock.ts'
import type { Fetcher } from '../lib/fetch/fetcher.ts'
import type { Log } from '../lib/log.ts'
import { inTurns, runParallel } from './concurrency.ts'
import { replaceFailed } from './list-service.ts'
import { type MirrorOutcome, refreshMirror } from './mirror-service.ts'
import type { RefreshRun } from './parts-service.ts'

export interface RefreshDeps {
  db: Db
  fetcher: Pick<Fetcher, 'get'>
  clock: Clock
  log: Log
}

export interface RefreshOptions {
  /** These repositories only; all unless told. */
  repoIds?: readonly number[]
  /** Reads everything anew, whatever is stored. */
  force?: boolean
  /** Mirrors of a repository that are read; 2 unless told. */
  maxMirrors?: number
  /** Failures in a row after which a mirror is no longer refreshed; 14 unless told, -1 for never. */
  maxFailures?: number
  /** Mirrors that are waited for at the same time. */
  parallel?: number
  /** Called after each mirror. */
  onProgress?: (progress: { done: number; total: number; outcome: MirrorOutcome }) => void
  signal?: AbortSignal
}

export interface RefreshSummary {
  mirrors: number
  changed: number
  unchanged: number
  failed: number
  hostOnly: number
  unsupported: number
  /** Repositories whose candidates, or what is known of them, changed: their hosts' updates may differ. */
  changedRepoIds: number[]
  outcomes: MirrorOutcome[]
}

/**
 * Reads the mirrors of enabled repositories again: several at a time over the network, one at a time into the
 * database. What fails is written down with its mirror and stops nothing else. Throws only when `signal` aborts or
 * the database does not work.
 */
export async function refreshRepos(deps: RefreshDeps, options: RefreshOptions = {}): Promise<RefreshSummary> {
  const run = toRun(deps, options)
  const progress = new Progress(run, options)
  // lists first: what they give is read in the same run
  await progress.refresh('lists', options.repoIds)
  await progress.refresh('mirrors', options.repoIds)
  for (let round = 0; round < MORE_ROUNDS; round++) {
    const repoIds = await findMoreToRead(run)
    if (repoIds.length === 0) break
    await progress.refresh('mirrors', repoIds)
  }
  await removeRetiredMirrors(deps.db)
  await removeUnusedSets(deps.db, deps.clock())
  return summarise(progress.outcomes, progress.changed)
}

/** Of a list whose first mirrors fail, so many more times others are tried. */
const MORE_ROUNDS = 3

/** Repositories of lists of which no mirror works; others take the places of those that failed. */
async function findMoreToRead(run: RefreshRun): Promise<number[]> {
  const repoIds: number[] = []
  for (const list of run.lists.values()) {
    const isNew = list.tried.size > 0 && (await hasUntried(run.db, list.id))
    if (isNew || (await replaceFailed(run, list))) repoIds.push(list.repoId)
  }
  return repoIds
}

class Progress {
  readonly #run: RefreshRun
  readonly #options: RefreshOptions
  readonly #done = new Set<number>()
  #total = 0
  readonly outcomes: MirrorOutcome[] = []
  readonly changed = new Set<number>()

  constructor(run: RefreshRun, options: RefreshOptions) {
    this.#run = run
    this.#options = options
  }

  /** Reads what is due of the kind and was not read in this run. */
  async refresh(kind: DueKind, repoIds: readonly number[] | undefined): Promise<void> {
    const due = await listDueMirrors(this.#run.db, kind, this.#run.maxMirrors, repoIds)
    const mirrors = due.filter((mirror) => !this.#done.has(mirror.id))
    this.#total += mirrors.length
    await runParallel(mirrors, this.#options.parallel ?? 4, async (mirror) => {
      this.#done.add(mirror.id)
      const outcome = await refreshMirror(this.#run, mirror)
      this.outcomes.push(outcome)
      if (mayChangeUpdates(mirror, outcome)) this.changed.add(outcome.repoId)
      this.#run.log.info('mirror refreshed', { ...outcome })
      this.#options.onProgress?.({ done: this.outcomes.length, total: this.#total, outcome })
    })
  }
}

function toRun(deps: RefreshDeps, options: RefreshOptions): RefreshRun {
  return {
    ...deps,
    force: options.force ?? false,
    startedAt: deps.clock(),
    maxMirrors: options.maxMirrors ?? 2,
    maxFailures: options.maxFailures ?? 14,
    lists: new Map(),
    write: inTurns(),
    ...(options.signal && { signal: options.signal }),
  }
}

/** New candidates, or the answer became certain or uncertain. */
function mayChangeUpdates(mirror: DueMirror, { result, reason, isChanged }: MirrorOutcome): boolean {
  const was = mirror.state === 'ok' ? 'ok' : `${mirror.state} ${mirror.reason}`
  const is = result === 'failed' ? `failing ${reason}` : result === 'host-only' ? `host-only ${reason}` : 'ok'
  return isChanged || (result !== 'unsupported' && was !== is)
}

function summarise(outcomes: MirrorOutcome[], changed: Set<number>): RefreshSummary {
  const count = (result: MirrorOutcome['result']) => outcomes.filter((outcome) => outcome.result === result).length
  return {
    mirrors: outcomes.length,
    changed: count('changed'),
    unchanged: count('unchanged'),
    failed: count('failed'),
    hostOnly: count('host-only'),
    unsupported: count('unsupported'),
    changedRepoIds: [...changed].sort((a, b) => a - b),
    outcomes,
  }
}

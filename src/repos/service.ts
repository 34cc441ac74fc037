import { type DueMirror, listDueMirrors } from '../db/mirror-due.ts'
import type { Db } from '../db/open.ts'
import { removeUnusedSets } from '../db/package-set-remove.ts'
import type { Clock } from '../lib/clock.ts'
import type { Fetcher } from '../lib/fetch/fetcher.ts'
import type { Log } from '../lib/log.ts'
import { inTurns, runParallel } from './concurrency.ts'
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
  const mirrors = await listDueMirrors(deps.db, 'mirrors', options.maxMirrors ?? 2, options.repoIds)
  const run = toRun(deps, options)
  const outcomes: MirrorOutcome[] = []
  const changed = new Set<number>()
  await runParallel(mirrors, options.parallel ?? 4, async (mirror) => {
    const outcome = await refreshMirror(run, mirror)
    outcomes.push(outcome)
    if (mayChangeUpdates(mirror, outcome)) changed.add(outcome.repoId)
    deps.log.info('mirror refreshed', { ...outcome })
    options.onProgress?.({ done: outcomes.length, total: mirrors.length, outcome })
  })
  await removeUnusedSets(deps.db, deps.clock())
  return summarise(outcomes, changed)
}

function toRun(deps: RefreshDeps, options: RefreshOptions): RefreshRun {
  return {
    ...deps,
    force: options.force ?? false,
    startedAt: deps.clock(),
    maxMirrors: options.maxMirrors ?? 2,
    maxFailures: options.maxFailures ?? 14,
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

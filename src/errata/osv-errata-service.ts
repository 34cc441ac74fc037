import { fillErratum, listGaps } from '../db/erratum-gaps.ts'
import type { Db } from '../db/open.ts'
import type { ReadContext } from '../feeds/feed.ts'
import { fetchText } from '../feeds/fetch-text.ts'
import { FetchFailure } from '../lib/fetch/failure.ts'
import { toStorable } from '../model/storable-text.ts'
import { mayBeInOsv, type OsvErratum, parseOsvErratum } from './osv/erratum.ts'

export interface OsvDeps {
  db: Db
  fetcher: ReadContext['fetcher']
  /** `off`: nobody is asked. */
  base: string
  /** Errata of one run. */
  most: number
  now: number
  signal?: AbortSignal
}

export interface OsvSummary {
  asked: number
  /** Of which something was told that was missing. */
  filled: number
  /** Why it was given up, in one sentence; '' where it was not. */
  reason: string
}

const MAX_BYTES = 20_000_000
const MAX_REFERENCES = 200

/**
 * Asks osv.dev, one by one, about security errata that lack CVEs, severity or references, the newest first, each once
 * (again when it changed). What is there stays. The first that cannot be asked ends the run: the next goes on with it.
 */
export async function fillErrataGaps({ db, base, most, now, ...context }: OsvDeps): Promise<OsvSummary> {
  const summary: OsvSummary = { asked: 0, filled: 0, reason: '' }
  if (base === 'off' || most === 0) return summary
  const gaps = (await listGaps(db)).filter(({ name }) => mayBeInOsv(name)).slice(0, most)
  for (const { id, name } of gaps) {
    context.signal?.throwIfAborted()
    try {
      const told = await ask(context, `${base.replace(/\/+$/, '')}/vulns/${encodeURIComponent(name)}`, name)
      summary.asked++
      if (await db.transaction((tx) => fillErratum(tx, id, told, now))) summary.filled++
    } catch (error) {
      if (!(error instanceof FetchFailure)) throw error
      return { ...summary, reason: error.reason }
    }
  }
  return summary
}

const NOTHING: OsvErratum = { cves: [], severity: '', references: [] }

async function ask(context: Pick<OsvDeps, 'fetcher' | 'signal'>, url: string, name: string): Promise<OsvErratum> {
  const text = await fetchText(context, url, MAX_BYTES).catch((error: unknown) => {
    // whoever does not have it has nothing to say
    if (error instanceof FetchFailure && error.code === 'http-404') return undefined
    throw error
  })
  if (text === undefined) return NOTHING
  const read = parseOsvErratum(text, name)
  if (!('item' in read)) throw new FetchFailure('bad-response', `osv.dev: ${read.reason}`)
  const references = read.item.references
    .slice(0, MAX_REFERENCES)
    .map((one) => ({ ...one, kind: toStorable(one.kind, 255) }))
  return { ...read.item, references }
}

import { createHash } from 'node:crypto'
import { type CveStates, countCveStates, removeCveStates, replaceCveStates } from '../db/cve-state-writes.ts'
import type { Tx } from '../db/open.ts'
import type { Feed } from '../feeds/feed.ts'
import type { LoadDeps } from '../feeds/refresh-service.ts'
import type { CveRecord } from '../model/cve.ts'
import { storeCveRecords } from '../security/cve-records-service.ts'
import type { CsafDocument } from './csaf/document.ts'
import { parseCsafFiles } from './csaf/parse.ts'
import { toRedHatRelease, toRedHatWords } from './csaf/red-hat.ts'
import { toVexFixes } from './csaf/vex-fixes.ts'
import { peekSequence } from './text-sequence.ts'

const SOURCE = 'redhat-vex'
const DISTRIBUTION = 'redhat'
/** Documents of a transaction. */
const BATCH = 200

interface Loaded {
  items: number
  rejects: number
  commit(tx: Tx): Promise<void>
}

/**
 * Writes what Red Hat says of CVEs in its packages, for the releases that hosts run: documents that changed, each in the
 * place of what it said before; an archive is all that holds.
 */
export async function loadVex({ db, signal }: LoadDeps, pieces: AsyncIterable<Buffer>, feed: Feed): Promise<Loaded> {
  const { isSequence, all } = await peekSequence(pieces)
  const releases = new Set(feed.releases)
  const seen = new Set<string>()
  const count = { items: 0, rejects: 0 }
  let waiting: CsafDocument[] = []
  const flush = async () => {
    signal?.throwIfAborted()
    await storeCveRecords(db, SOURCE, waiting.flatMap(toRecords))
    await replaceCveStates(
      db,
      { source: SOURCE, distribution: DISTRIBUTION },
      waiting.map((one) => toStates(one, releases)),
    )
    waiting = []
  }
  for await (const { document, rejects } of parseCsafFiles(all, feed.name, toRedHatWords([...releases]))) {
    count.rejects += rejects.length
    if (!document || !/^CVE-/.test(document.id)) continue
    count.items++
    seen.add(document.id)
    waiting.push(document)
    if (waiting.length >= BATCH) await flush()
  }
  await flush()
  return {
    rejects: count.rejects,
    // what was read before is still there
    items: isSequence ? await countCveStates(db, SOURCE) : count.items,
    commit: async (tx) => {
      if (!isSequence) await removeCveStates(tx, SOURCE, seen)
    },
  }
}

/** Of one that was deleted nothing is left. */
function toStates(document: CsafDocument, releases: ReadonlySet<string>): CveStates {
  if (document.status === 'deleted') return { cve: document.id, checksum: '', fixes: [] }
  const own = toVexFixes(document, toRedHatRelease).filter(
    ({ cve, release }) => cve === document.id && releases.has(release),
  )
  const checksum = createHash('sha256').update(JSON.stringify(own)).digest('base64url')
  return { cve: document.id, checksum, fixes: own }
}

function toRecords({ id, status, vulnerabilities, updatedAt }: CsafDocument): CveRecord[] {
  const one = vulnerabilities.find(({ cve }) => cve === id)
  if (!one || status === 'deleted') return []
  return [
    {
      ...{ name: id, state: 'published', title: one.title, publishedAt: one.releasedAt, modifiedAt: updatedAt },
      description: one.notes.find(({ category }) => category === 'description')?.text ?? '',
      scores: one.scores.map((score) => ({ ...score, by: 'Red Hat', role: 'other' })),
      ...{
        cwes: one.cwes,
        references: one.references.map(({ url, kind }) => ({ url, kind: kind === 'self' ? 'vendor-advisory' : '' })),
      },
    },
  ]
}

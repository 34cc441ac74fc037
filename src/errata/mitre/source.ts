import type { Feed, FeedContent, FeedSource, ReadContext } from '../../feeds/feed.ts'
import { fetchText } from '../../feeds/fetch-text.ts'
import { readFile } from '../../feeds/read-file.ts'
import { FetchFailure } from '../../lib/fetch/failure.ts'
import { spool } from '../../repos/spool.ts'
import { toCveName } from '../cve-words.ts'
import { toList, toMembers } from '../json-values.ts'
import { SEPARATOR } from '../text-sequence.ts'
import { toTimeOf } from '../times.ts'

/**
 * The CVE Program's list of records (cvelistV5): those of the CVEs that something here names. One by one what the log of
 * changes names of them and what was not read yet, the most urgent first, thousands a run; the archive of all where that
 * would be too many.
 */
export const mitreSource: FeedSource = {
  name: 'mitre',
  title: 'CVE records',
  yields: 'cves',
  listFeeds: (base): Feed[] => [
    { name: 'cve-records', url: `${base}/cves/deltaLog.json`, release: '', read: readMitre },
  ],
}

const PUBLIC = 'https://raw.githubusercontent.com/CVEProject/cvelistV5/main'
const PUBLIC_ARCHIVE = 'https://codeload.github.com/CVEProject/cvelistV5/tar.gz/refs/heads/main'

/** A mirror has the archive beside the records. */
const toArchive = (base: string) => (base === PUBLIC ? PUBLIC_ARCHIVE : `${base}/main.tar.gz`)

const MAX_LOG_BYTES = 100_000_000
const MAX_RECORD_BYTES = 10_000_000
/** Of those that were not read yet; the others are for the next run. */
const MAX_RECORDS = 5000
/** For more than these the archive, of half a gigabyte, is the shorter way. */
const MAX_MISSING = 20_000

async function readMitre(context: ReadContext): Promise<FeedContent> {
  const { url, stored } = context
  const base = url.slice(0, -'/cves/deltaLog.json'.length)
  const since = toTimeOf(stored.fingerprint)
  const log = await readLog(context)
  const marks = { etag: '', lastModified: '', fingerprint: new Date(log.newest).toISOString() }
  const wanted = await context.listWanted('mitre')
  const missing = wanted.filter(({ isRead }) => !isRead).map(({ name }) => name)
  const isChanged = toFilter(log, since)
  const changed = wanted.filter(({ name, isRead }) => isRead && isChanged(name)).map(({ name }) => name)
  if (changed.length + missing.length === 0) return { status: 'unchanged', marks }
  if (changed.length + missing.length > MAX_MISSING) {
    const none = { etag: '', lastModified: '', fingerprint: '' }
    const archive = await readFile({ ...context, url: toArchive(base), stored: none })
    return archive.status === 'changed' ? { ...archive, marks } : archive
  }
  const left = Math.max(0, MAX_RECORDS - changed.length)
  return { status: 'changed', marks, ...(await readRecords(context, base, [...changed, ...missing.slice(0, left)])) }
}

/** What changed since then; all may have where the log does not reach back as far. */
function toFilter(log: ChangeLog, since: number): (name: string) => boolean {
  if (since < log.oldest) return () => true
  const changed = new Set(listChanged(log, since))
  return (name) => changed.has(name)
}

interface ChangeLog {
  oldest: number
  newest: number
  steps: { at: number; names: string[] }[]
}

async function readLog(context: ReadContext): Promise<ChangeLog> {
  const text = await fetchText(context, context.url, MAX_LOG_BYTES)
  const steps = toSteps(text)
  const times = steps.map(({ at }) => at)
  if (steps.length === 0) throw new FetchFailure('bad-response', 'it is not a log of changed CVE records')
  return { steps, oldest: Math.min(...times), newest: Math.max(...times) }
}

function toSteps(text: string): ChangeLog['steps'] {
  return toList(parseLog(text)).flatMap((step) => {
    const { fetchTime, new: added, updated } = toMembers(step)
    const at = toTimeOf(fetchTime)
    const names = [...toList(added), ...toList(updated)].map((one) => toCveName(toMembers(one).cveId))
    return at === 0 ? [] : [{ at, names: names.filter((name) => name !== '') }]
  })
}

function parseLog(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new FetchFailure('bad-response', 'the log of changed CVE records is not JSON, or is cut')
  }
}

function listChanged({ steps }: ChangeLog, since: number): string[] {
  return [...new Set(steps.filter(({ at }) => at > since).flatMap(({ names }) => names))]
}

/** One that is not there is told as such. */
async function readRecords(context: ReadContext, base: string, names: readonly string[]) {
  const pieces = async function* () {
    for (const name of names) {
      const text = await fetchText(context, `${base}/${toRecordPath(name)}`, MAX_RECORD_BYTES).catch((error) => {
        if (error instanceof FetchFailure && error.code === 'http-404') return toAbsent(name)
        throw error
      })
      yield Buffer.from([SEPARATOR])
      yield Buffer.from(text)
    }
  }
  const file = await spool(pieces())
  return { pieces: () => file.read(), size: file.size, close: () => file.close() }
}

/** `cves/2024/1xxx/CVE-2024-1234.json`. */
export function toRecordPath(name: string): string {
  const [, year = '', number = ''] = name.split('-')
  return `cves/${year}/${number.slice(0, -3)}xxx/${name}.json`
}

/** Stands in a sequence in the place of a record that is not there. */
export const toAbsent = (name: string) => JSON.stringify({ absent: name })

/** The name of what was looked for and is not there; '' for a record. */
export function findAbsent(text: string): string {
  return /^\{"absent":"(CVE-[\d-]+)"\}$/.exec(text)?.[1] ?? ''
}

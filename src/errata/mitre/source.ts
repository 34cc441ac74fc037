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
 * The CVE Program's list of records (cvelistV5): first the whole archive, later the records that its log of changes
 * names. When that does not reach back far enough, or names thousands, the archive again.
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
/** More are not asked for one by one. */
const MAX_RECORDS = 2000

async function readMitre(context: ReadContext): Promise<FeedContent> {
  const { url, stored } = context
  const base = url.slice(0, -'/cves/deltaLog.json'.length)
  const since = toTimeOf(stored.fingerprint)
  const log = await readLog(context)
  const marks = { etag: '', lastModified: '', fingerprint: new Date(log.newest).toISOString() }
  if (since > 0 && log.newest <= since) return { status: 'unchanged', marks: stored }
  const changed = since >= log.oldest ? listChanged(log, since) : undefined
  if (!changed || changed.length > MAX_RECORDS) {
    const none = { etag: '', lastModified: '', fingerprint: '' }
    const archive = await readFile({ ...context, url: toArchive(base), stored: none })
    return archive.status === 'changed' ? { ...archive, marks } : archive
  }
  return { status: 'changed', marks, ...(await readRecords(context, base, changed)) }
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

/** One that is not there, or not any more, is left out. */
async function readRecords(context: ReadContext, base: string, names: readonly string[]) {
  const pieces = async function* () {
    for (const name of names) {
      const text = await fetchText(context, `${base}/${toRecordPath(name)}`, MAX_RECORD_BYTES).catch((error) => {
        if (error instanceof FetchFailure && error.code === 'http-404') return ''
        throw error
      })
      if (text === '') continue
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

/** How far NVD was read: all from the beginning, or what changed in a span of time. */
export interface NvdProgress {
  /** Milliseconds; undefined: all CVEs are being read. */
  from: number | undefined
  /** What is read is current as of then. */
  to: number
  /** Of the page that comes next; undefined: it was read to its end. */
  next: number | undefined
}

/** NVD takes spans of 120 days at most. */
const MAX_SPAN_MS = 119 * 86_400_000
/** What was changed while it was read comes again. */
const OVERLAP_MS = 3_600_000

/** What is to be read now, by the fingerprint of what was read before ('' for nothing). */
export function toNextSpan(fingerprint: string, now: number): NvdProgress & { next: number } {
  const known = parseProgress(fingerprint)
  if (!known) return { from: undefined, to: now, next: 0 }
  if (known.next !== undefined) return { ...known, next: known.next }
  const from = known.to - OVERLAP_MS
  return { from, to: Math.min(now, from + MAX_SPAN_MS), next: 0 }
}

export function toFingerprint({ from, to, next }: NvdProgress): string {
  return `${from === undefined ? 'all' : from} ${to} ${next === undefined ? 'end' : next}`
}

function parseProgress(fingerprint: string): NvdProgress | undefined {
  const [, from = '', to = '', next = ''] = /^(all|\d+) (\d+) (end|\d+)$/.exec(fingerprint) ?? []
  if (to === '') return undefined
  return {
    from: from === 'all' ? undefined : Number(from),
    to: Number(to),
    next: next === 'end' ? undefined : Number(next),
  }
}

/** Whether there are more pages to read at once. */
export function hasMorePages(fingerprint: string): boolean {
  return parseProgress(fingerprint)?.next !== undefined
}

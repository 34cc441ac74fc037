/** The parts of an alpm version: `[epoch:]version[-release]`; the release undefined where there is no hyphen. */
export interface AlpmParts {
  epoch: string
  version: string
  release: string | undefined
}

/** Epoch: digits before a first `:`; release: after the last `-` behind it. */
export function splitAlpm(text: string): AlpmParts {
  const [front = '', digits = '0'] = /^(\d*):/.exec(text) ?? []
  const hyphen = text.lastIndexOf('-')
  const epoch = digits === '' ? '0' : digits
  if (hyphen < front.length) return { epoch, version: text.slice(front.length), release: undefined }
  return { epoch, version: text.slice(front.length, hyphen), release: text.slice(hyphen + 1) }
}

/** A run of ASCII digits or letters, or the end, and what stands before it. */
export interface Run {
  /** How many bytes of anything else. */
  separators: number
  kind: 'letters' | 'digits' | 'end'
  text: string
}

/** Always with an end as the last one. */
export function toRuns(part: string): Run[] {
  const runs: Run[] = []
  for (const [, before = '', letters = '', digits = ''] of part.matchAll(RUNS)) {
    const kind = letters !== '' ? 'letters' : digits !== '' ? 'digits' : 'end'
    runs.push({ separators: Buffer.byteLength(before), kind, text: letters + digits })
    if (kind === 'end') break
  }
  return runs
}

const RUNS = /([^a-z0-9]*)(?:([a-z]+)|(\d+)|$)/gi

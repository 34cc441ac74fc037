import { type Candidate, NO_OBSOLETES, type Obsolete } from '../../model/candidate.ts'
import { canonicalEpoch } from '../../model/package.ts'
import { splitAlpm } from '../../versions/alpm/runs.ts'

/** The candidate that a `desc` file of a sync database describes, or why it describes none (one sentence). */
export function toCandidate(text: string): Candidate | string {
  const fields = readFields(text)
  const [name, full, arch] = ['NAME', 'VERSION', 'ARCH'].map((key) => fields.get(key)?.[0] ?? '') as Triple
  const missing = [name === '' && 'NAME', full === '' && 'VERSION', arch === '' && 'ARCH'].filter(
    (key) => key !== false,
  )
  if (missing.length > 0) return `It has no ${missing.join(' and no ')}.`
  if (ODD.test(name + full + arch)) return 'Its name, version or architecture holds blanks or control characters.'
  const { epoch, version, release = '' } = splitAlpm(full)
  const base = fields.get('BASE')?.[0] ?? ''
  return {
    ...{ type: 'arch', category: '', name, epoch: canonicalEpoch(epoch), version, release, arch },
    ...{ source: base === name || ODD.test(base) ? '' : base, sourceVersion: '', phased: 100, vendor: '' },
    obsoletes: toObsoletes(fields.get('REPLACES') ?? []),
  }
}

type Triple = [string, string, string]

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const ODD = /[\u0000-\u0020\u007f\ufffd]/

/** `%KEY%` alone on a line, then its values, a line each, up to an empty one. */
function readFields(text: string): Map<string, string[]> {
  const fields = new Map<string, string[]>()
  let values: string[] | undefined
  for (const raw of text.split('\n')) {
    const line = raw.trimEnd()
    const key = /^%([A-Z0-9]+)%$/.exec(line)?.[1]
    if (key !== undefined) fields.set(key, (values = []))
    else if (line === '') values = undefined
    else values?.push(line)
  }
  return fields
}

/** alpm's dependency notation: a name, or a name with a relation and a version. */
function toObsoletes(replaces: readonly string[]): readonly Obsolete[] {
  if (replaces.length === 0) return NO_OBSOLETES
  return replaces.flatMap((text): Obsolete[] => {
    const parts = /^([^<>=\s]+)(?:(<=?|>=?|=)(\S+))?$/.exec(text)
    if (!parts?.[1]) return []
    return [{ name: parts[1], relation: (parts[2] ?? '') as Obsolete['relation'], version: parts[3] ?? '' }]
  })
}

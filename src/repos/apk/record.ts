import { type Candidate, NO_OBSOLETES } from '../../model/candidate.ts'

/**
 * The candidate that a record of APKINDEX describes, or why it describes none (one sentence): apk-index(5), a line a
 * field, one letter and a colon before its value.
 */
export function toCandidate(lines: readonly string[]): Candidate | string {
  const fields = new Map(lines.map((line) => [line.slice(0, 2), line.slice(2).trim()]))
  const [name = '', full = '', arch = ''] = ['P:', 'V:', 'A:'].map((key) => fields.get(key))
  const missing = [name === '' && 'name', full === '' && 'version', arch === '' && 'architecture']
  const told = missing.filter((word) => word !== false)
  if (told.length > 0) return `It has no ${told.join(' and no ')}.`
  if (ODD.test(name + full + arch)) return 'Its name, version or architecture holds blanks or control characters.'
  const [, version = full, release = ''] = /^(.+)-(r\d+)$/.exec(full) ?? []
  const origin = fields.get('o:') ?? ''
  return {
    ...{ type: 'apk', category: '', name, epoch: '', version, release, arch },
    ...{ source: origin === name || ODD.test(origin) ? '' : origin, sourceVersion: '', phased: 100, vendor: '' },
    // `r:` names packages whose files it may overwrite, not packages that it takes the place of
    obsoletes: NO_OBSOLETES,
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const ODD = /[\u0000-\u0020\u007f\ufffd]/

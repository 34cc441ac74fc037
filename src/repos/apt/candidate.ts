import { type Candidate, NO_OBSOLETES } from '../../model/candidate.ts'
import { canonicalEpoch } from '../../model/package.ts'
import type { Stanza } from './stanza.ts'

/** The candidate that a stanza describes, or why it describes none (one sentence). */
export function toCandidate(stanza: Stanza): Candidate | string {
  const missing = REQUIRED.filter((field) => stanza[field] === '')
  if (missing.length > 0) return `It has no ${missing.map((field) => NAMES[field]).join(' and no ')}.`
  const odd = REQUIRED.find((field) => ODD.test(stanza[field]))
  if (odd !== undefined) return `Its ${NAMES[odd]} holds blanks or control characters.`
  const { version } = stanza
  const colon = version.indexOf(':')
  const epoch = colon === -1 ? '' : version.slice(0, colon)
  if (/\D/.test(epoch)) return 'The epoch of its Version is not a number.'
  // the revision is after the last hyphen: deb-version(7)
  const hyphen = version.lastIndexOf('-')
  const [source, sourceVersion] = parseSource(stanza.source)
  return {
    type: 'deb',
    category: '',
    name: stanza.package,
    epoch: canonicalEpoch(epoch),
    version: hyphen > colon ? version.slice(colon + 1, hyphen) : version.slice(colon + 1),
    release: hyphen > colon ? version.slice(hyphen + 1) : '',
    arch: stanza.architecture,
    source,
    sourceVersion,
    phased: parsePhased(stanza.phased),
    vendor: '',
    obsoletes: NO_OBSOLETES,
  }
}

const REQUIRED = ['package', 'version', 'architecture'] as const
const NAMES = { package: 'Package', version: 'Version', architecture: 'Architecture' }

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const ODD = /[\u0000-\u0020\u007f]/

/** `name` or `name (version)`; the version is only given where it is not the package's own. */
function parseSource(text: string): [string, string] {
  const open = text.indexOf('(')
  if (open === -1) return [clean(text), '']
  const close = text.indexOf(')', open)
  return [clean(text.slice(0, open)), clean(text.slice(open + 1, close === -1 ? undefined : close))]
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const clean = (text: string) => text.replace(/[\u0000-\u001f\u007f]/g, '').trim()

function parsePhased(text: string): number {
  return /^\d{1,3}$/.test(text) && Number(text) <= 100 ? Number(text) : 100
}

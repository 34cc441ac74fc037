import { type Candidate, NO_OBSOLETES } from '../../model/candidate.ts'
import { canonicalEpoch } from '../../model/package.ts'
import type { Stanza } from './stanza.ts'

/** The candidate that a stanza describes, or why it describes none (one sentence). */
export function toCandidate(stanza: Stanza): Candidate | string {
  const fault = findFault(stanza)
  if (fault !== '') return fault
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

/** Written out: this is done for each package of an index. */
function findFault(stanza: Stanza): string {
  const { package: name, version, architecture } = stanza
  if (name === '' || version === '' || architecture === '') {
    const missing = REQUIRED.filter((field) => stanza[field] === '')
    return `It has no ${missing.map((field) => NAMES[field]).join(' and no ')}.`
  }
  if (!ODD.test(name) && !ODD.test(version) && !ODD.test(architecture)) return ''
  const odd = REQUIRED.filter((field) => ODD.test(stanza[field]))
  return `Its ${NAMES[odd[0] ?? 'package']} holds blanks or control characters.`
}

const REQUIRED = ['package', 'version', 'architecture'] as const
const NAMES = { package: 'Package', version: 'Version', architecture: 'Architecture' }

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const ODD = /[\u0000-\u0020\u007f]/

let last = { text: '', parts: ['', ''] as [string, string] }

/** `name` or `name (version)`; the version is only given where it is not the package's own. Packages of a source follow each other. */
function parseSource(text: string): [string, string] {
  if (text !== last.text) last = { text, parts: splitSource(text) }
  return last.parts
}

function splitSource(text: string): [string, string] {
  const open = text.indexOf('(')
  if (open === -1) return [clean(text), '']
  const close = text.indexOf(')', open)
  return [clean(text.slice(0, open)), clean(text.slice(open + 1, close === -1 ? undefined : close))]
}

const clean = (text: string) => text.replace(CONTROL, '').trim()

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const CONTROL = /[\u0000-\u001f\u007f]/g

function parsePhased(text: string): number {
  if (text === '') return 100
  return /^\d{1,3}$/.test(text) && Number(text) <= 100 ? Number(text) : 100
}

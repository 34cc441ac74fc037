import { compareVersions } from '../../versions/scheme.ts'
import { splitId, type VersionId } from './tree-file.ts'

/** What a tree hides from those who follow it. */
export interface Masks {
  /** By `category/name`. */
  masks: ReadonlyMap<string, readonly Mask[]>
  /** Masks of a profile above that do not hold here, as they are written there. */
  lifted: ReadonlySet<string>
}

interface Mask {
  /** As it is written. */
  atom: string
  /** '' for every version. */
  operator: string
  version: string
  /** '' for every slot. */
  slot: string
}

/** No tree has as many. */
const MAX_MASKS = 20_000

/**
 * A `package.mask`: PMS 5.2.8, a package dependency specification (8.3) a line, with `-` before it one that is lifted.
 * What is none is passed over.
 */
export function parseMasks(text: string): Masks {
  const masks = new Map<string, Mask[]>()
  const lifted = new Set<string>()
  for (const line of text.split('\n', MAX_MASKS)) {
    const atom = line.replace(/\s*#.*$/, '').trim()
    if (atom.startsWith('-')) lifted.add(atom.slice(1))
    const mask = parseAtom(atom)
    if (!mask) continue
    const [key, value] = mask
    masks.set(key, [...(masks.get(key) ?? []), value])
  }
  return { masks, lifted }
}

function parseAtom(atom: string): [key: string, mask: Mask] | undefined {
  const [, operator = '', rest = '', slot = ''] = ATOM.exec(atom) ?? []
  if (rest === '') return undefined
  if (operator === '') return [rest, { atom, operator, version: '', slot }]
  const isPrefix = operator === '=' && rest.endsWith('*')
  const id = splitId(isPrefix ? rest.slice(0, -1) : rest)
  return id && [keyOf(id), { atom, operator: isPrefix ? '=*' : operator, version: toVersion(id), slot }]
}

const ATOM = /^([<>]=?|[=~])?([\w+.-]+\/[\w+.-]+\*?)(?::([\w+.-]+)(?:\/[\w+.-]+)?)?(?:::[\w-]+)?$/

/** `lifted`: masks that do not hold for who asks. */
export function isMasked(id: VersionId, slot: string, { masks }: Masks, lifted?: ReadonlySet<string>): boolean {
  const hides = (mask: Mask) =>
    (mask.slot === '' || mask.slot === slot) && isInside(id, mask) && !lifted?.has(mask.atom)
  return masks.get(keyOf(id))?.some(hides) ?? false
}

function isInside(id: VersionId, { operator, version }: Mask): boolean {
  if (operator === '') return true
  if (operator === '=*') return isPrefix(version, toVersion(id))
  // any revision of it
  if (operator === '~') return compareVersions('gentoo', id.version, version) === 0
  const order = compareVersions('gentoo', toVersion(id), version)
  if (order === 0) return operator.endsWith('=')
  return order < 0 ? operator.startsWith('<') : operator.startsWith('>')
}

/** Of whole parts: 1.2 begins 1.2.3 and 1.2_rc1, not 1.20. */
function isPrefix(start: string, version: string): boolean {
  return version.startsWith(start) && !(/\d$/.test(start) && /^\d/.test(version.slice(start.length)))
}

const keyOf = ({ category, name }: VersionId) => `${category}/${name}`
const toVersion = ({ version, release }: VersionId) => (release === '' ? version : `${version}-${release}`)

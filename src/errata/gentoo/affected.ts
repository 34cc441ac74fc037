import { findChildren, type XmlElement } from '../../lib/xml/element.ts'
import type { ErratumFix, VersionRange } from '../../model/feed-erratum.ts'
import { isOdd } from '../words.ts'

interface Fault {
  text: string
  /** One sentence. */
  reason: string
}

/** The packages of <affected>, with the versions that are vulnerable, and the ones that are not although they would be. */
export function readAffected(elements: readonly XmlElement[]): { fixes: ErratumFix[]; faults: Fault[] } {
  const fixes: ErratumFix[] = []
  const faults: Fault[] = []
  const affected = elements.filter(({ name }) => name === 'affected')
  for (const element of affected.flatMap((parent) => findChildren(parent, 'package'))) {
    const text = (element.attributes.name ?? '').trim()
    const fix = readPackage(text, element)
    if (typeof fix === 'string') faults.push({ text, reason: fix })
    else fixes.push(fix)
  }
  return { fixes, faults }
}

function readPackage(text: string, element: XmlElement): ErratumFix | string {
  const [, category = '', name = ''] = /^([^/]+)\/([^/]+)$/.exec(text) ?? []
  if (name === '' || isOdd(text)) return 'A package of it has no name with a category.'
  const [vulnerable, unaffected] = [readRanges(element, 'vulnerable'), readRanges(element, 'unaffected')]
  if (!vulnerable || !unaffected) return 'A range of versions of a package of it cannot be understood.'
  if (vulnerable.length === 0) return 'A package of it has no vulnerable versions.'
  const arches = (element.attributes.arch ?? '*').split(/\s+/).filter((arch) => arch !== '')
  return {
    ...{ of: 'binary', type: 'gentoo', category, name, release: '' },
    ...{ arches: arches.includes('*') ? [] : arches, module: '', pocket: '' },
    state: unaffected.length > 0 || vulnerable.every(({ relation }) => relation.startsWith('<')) ? 'fixed' : 'unfixed',
    ...{ note: '', vulnerable, unaffected },
  }
}

/** undefined where one of them is none: without it the others would tell something else. */
function readRanges(element: XmlElement, name: string): VersionRange[] | undefined {
  const ranges = findChildren(element, name).map(readRange)
  return ranges.every((range) => range !== undefined) ? ranges : undefined
}

function readRange({ attributes, text }: XmlElement): VersionRange | undefined {
  const [, revision, word = ''] = /^(r?)(lt|le|eq|ge|gt)$/.exec(attributes.range ?? '') ?? []
  const relation = RELATIONS[word]
  const version = text.trim()
  if (relation === undefined || isOdd(version)) return undefined
  if (!(relation === '=' ? /^\d[^*]*\*?$|^\*$/ : /^\d[^*]*$/).test(version)) return undefined
  const slot = (attributes.slot ?? '*').trim()
  return { relation, version, slot: slot === '*' ? '' : slot, isRevision: revision === 'r' }
}

const RELATIONS: Readonly<Record<string, VersionRange['relation'] | undefined>> = {
  ...{ lt: '<', le: '<=', eq: '=', ge: '>=', gt: '>' },
}

import { FetchFailure } from '../../lib/fetch/failure.ts'
import { childText, findChild, type XmlElement } from '../../lib/xml/element.ts'
import { readXml } from '../../lib/xml/read-records.ts'
import type { PartKind } from '../../model/part.ts'
import { type Checksum, isKnownAlgorithm, toChecksum } from '../checksum.ts'
import type { FoundPart, IndexFile } from '../format.ts'
import { toPieces } from '../small-file.ts'
import { resolveLocation } from './address.ts'

/** What repomd.xml lists of what the server reads. */
export interface Repomd {
  parts: FoundPart[]
  /** Of the newest of its files, ms since 1970; 0 where it does not say. */
  publishedAt: number
  /** What of the repository is only there in a form that is not read; '' for nothing. */
  gap: string
}

/** Reads repomd.xml of the repository at that address. Throws a FetchFailure where it offers no packages to read. */
export async function parseRepomd(text: Buffer, repository: string): Promise<Repomd> {
  const { root, records } = await readXml(toPieces(text), 'repomd')
  const data = records.map((record) => record.element).filter((element) => element.name === 'data')
  const types = new Map<string, XmlElement[]>()
  for (const element of data) {
    const type = element.attributes.type ?? ''
    types.set(type, [...(types.get(type) ?? []), element])
  }
  const times = data.map((element) => toTime(childText(element, 'timestamp')))
  const revision = records.find((record) => record.element.name === 'revision')?.element.text.trim() ?? ''
  const find = (kind: PartKind) => findPart(types, kind, (file) => toFile(file, repository, root['xml:base']))
  const packages = find('packages')
  if (!packages) throw new FetchFailure('bad-response', explainMissing(types))
  const modules = find('modules')
  if (!modules && types.has('modules_zck')) throw new FetchFailure('bad-response', onlyZchunk('modules'))
  const errata = find('errata')
  return {
    parts: [packages, modules, errata].filter((part) => part !== undefined),
    publishedAt: times.reduce((a, b) => Math.max(a, b), 0) || toTime(/^\d{9,10}$/.exec(revision)?.[0] ?? ''),
    gap: !errata && types.has('updateinfo_zck') ? onlyZchunk('errata') : '',
  }
}

const TYPES = { packages: 'primary', modules: 'modules', errata: 'updateinfo' } as const

function findPart(
  types: Map<string, XmlElement[]>,
  kind: PartKind,
  toIndexFile: (data: XmlElement) => IndexFile | undefined,
): FoundPart | undefined {
  const files = (types.get(TYPES[kind]) ?? []).map(toIndexFile).filter((file) => file !== undefined)
  const readable = files.filter((file) => !/\.zck$/.test(file.section))
  const [first] = readable
  return first && { kind, files: readable, name: `${first.section}, which repomd.xml lists,` }
}

function toFile(data: XmlElement, repository: string, rootBase: string | undefined): IndexFile | undefined {
  const location = findChild(data, 'location')
  const href = location?.attributes.href ?? ''
  if (href === '') return undefined
  const section = href.split(/[?#]/)[0]?.split('/').at(-1) || href
  return {
    url: resolveLocation(repository, location?.attributes['xml:base'] ?? rootBase, href),
    checksum: readChecksum(findChild(data, 'checksum'), section),
    size: toSize(childText(data, 'size')),
    plainChecksum: readChecksum(findChild(data, 'open-checksum'), section),
    plainSize: toSize(childText(data, 'open-size')),
    listedBy: 'repomd.xml',
    // its checksum before its name says nothing to people
    section: section.replace(/^[0-9a-f]{32,128}-/, ''),
  }
}

/** What is listed with a checksum is not used without. */
function readChecksum(element: XmlElement | undefined, section: string): Checksum | undefined {
  if (!element) return undefined
  const type = element.attributes.type ?? ''
  const checksum = toChecksum(type, element.text)
  if (checksum) return checksum
  const fault = isKnownAlgorithm(type) ? `that is not ${type}` : `of an unknown type: ${type.slice(0, 50)}`
  throw new FetchFailure('bad-checksum', `repomd.xml lists ${section} with a checksum ${fault}`)
}

function explainMissing(types: Map<string, unknown>): string {
  if (types.has('primary_zck') || types.has('primary')) return onlyZchunk('packages')
  if (types.has('primary_db')) {
    return 'its packages are only there as an SQLite database (primary_db), which is not read: it has no primary.xml'
  }
  return 'its repomd.xml lists no packages (primary)'
}

function onlyZchunk(kind: PartKind): string {
  return `its ${kind} are only there as zchunk (${TYPES[kind]}_zck), which is not read`
}

/** Seconds since 1970, of some with a fraction. */
function toTime(text: string): number {
  const seconds = /^\d{1,11}(\.\d+)?$/.test(text) ? Number(text) : 0
  return Math.floor(seconds) * 1000
}

const toSize = (text: string) => (/^\d{1,15}$/.test(text) ? Number(text) : 0)

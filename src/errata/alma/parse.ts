import type { ErratumPackage, ErratumReference } from '../../model/erratum.ts'
import type { FeedPart } from '../../model/feed-erratum.ts'
import { findCves } from '../cve-words.ts'
import { toMembers, toText } from '../json-values.ts'
import { type ReadItem, readList } from '../read-list.ts'
import { toRpmPackage } from '../rpm-package.ts'
import { toTimeOfSeconds } from '../times.ts'
import { toLine } from '../words.ts'

/**
 * Reads AlmaLinux's `errata.full.json` of one release: errata with the builds that fix them, those of modules with
 * their stream. An erratum that cannot be used is a reject; of one with a bad package that package is. Throws a
 * FetchFailure for what is no such file, or is cut.
 */
export function parseAlmaErrata(pieces: AsyncIterable<Buffer>, section: string): AsyncGenerator<FeedPart, void> {
  return readList(pieces, section, readErratum, 'data')
}

function readErratum(item: unknown): ReadItem {
  const said = toMembers(item)
  const name = toText(said.id)
  if (!/^AL[A-Z]{1,3}A?-\d{4}:[\w:.-]{1,40}$/.test(name)) {
    return {
      errata: [],
      faults: [{ text: name || (JSON.stringify(item) ?? ''), reason: 'It has no id of AlmaLinux.' }],
    }
  }
  const { packages, faults } = readPackages(name, said.packages)
  const references = readReferences(said.references)
  const severity = toText(said.severity).toLowerCase()
  const erratum = {
    ...{ name, type: toText(said.type).toLowerCase() || 'security', severity: severity === 'none' ? '' : severity },
    ...{ title: toLine(toText(said.title)) || name, description: toText(said.description) },
    ...{
      issuedAt: toTimeOfSeconds(said.issued_date),
      updatedAt: toTimeOfSeconds(said.updated_date),
      products: [],
      fixes: [],
    },
    ...{ packages, references, cves: findCves(references.map(({ title, url }) => `${title} ${url}`)) },
  }
  return { errata: [erratum], faults }
}

function readPackages(erratum: string, list: unknown): { packages: ErratumPackage[]; faults: ReadItem['faults'] } {
  const packages = new Map<string, ErratumPackage>()
  const faults: ReadItem['faults'] = []
  for (const item of Array.isArray(list) ? list : []) {
    const said = toMembers(item)
    const part = (name: string) => (typeof said[name] === 'number' ? String(said[name]) : toText(said[name]))
    const parts = { name: part('name'), epoch: part('epoch'), version: part('version'), release: part('release') }
    const package_ = toRpmPackage({ ...parts, arch: part('arch') }, toStream(part('module')))
    if (typeof package_ === 'string') faults.push({ text: `${erratum} ${parts.name}`.trim(), reason: package_ })
    else if (package_) packages.set(JSON.stringify(package_), package_)
  }
  return { packages: [...packages.values()], faults }
}

/** `mariadb:10.3:8050020220427075058:c5368500:x86_64` is of the stream mariadb:10.3. */
function toStream(module: string): string {
  const [name = '', stream = ''] = module.split(':')
  return name === '' || stream === '' ? '' : `${name}:${stream}`
}

function readReferences(list: unknown): ErratumReference[] {
  const byUrl = new Map<string, ErratumReference>()
  for (const item of Array.isArray(list) ? list : []) {
    const said = toMembers(item)
    const url = toText(said.href)
    const reference = { url, kind: toText(said.type).toLowerCase(), title: toLine(toText(said.id)) }
    if (/^https?:\/\/\S+$/i.test(url) && !byUrl.has(url)) byUrl.set(url, reference)
  }
  return [...byUrl.values()]
}

import { readJsonMembers } from '../../lib/json/read-records.ts'
import type { ErratumReference } from '../../model/erratum.ts'
import type { ErratumFix, FeedErratum, FeedPart } from '../../model/feed-erratum.ts'
import { findCves } from '../cve-words.ts'
import { isDebVersion } from '../deb-version.ts'
import { fixedIn } from '../fix.ts'
import { toMembers, toText, toTexts } from '../json-values.ts'
import { type ReadItem, toPart } from '../read-list.ts'
import { toTimeOfSeconds } from '../times.ts'
import { isOdd, toLine } from '../words.ts'

import { toPocket } from './pocket.ts'

/** Notices of kernels name thousands of files; the largest that are known have 5 MB. */
const MAX_CHARACTERS = 64_000_000

/**
 * Reads Ubuntu's USN database: notices by their number, each with the versions of source packages that are right, by
 * release. What is built of another source than those (a kernel's metapackage) is named by itself. Versions of ESM are
 * there with their pocket: only hosts with Ubuntu Pro are offered them. Throws a FetchFailure for what is no such
 * file, or is cut.
 */
export async function* parseUsnDatabase(
  pieces: AsyncIterable<Buffer>,
  section: string,
): AsyncGenerator<FeedPart, void> {
  for await (const { records } of readJsonMembers(pieces, { maxCharacters: MAX_CHARACTERS })) {
    for (const record of records) yield toPart([record], section, (item) => readNotice(record.name, item))
  }
}

function readNotice(key: string, item: unknown): ReadItem {
  const said = toMembers(item)
  const number = toText(said.id) || key
  const name = /^\d+-\d+$/.test(number) ? `USN-${number}` : number
  if (!/^[A-Z]{3}-\d{1,6}-\d{1,4}$/.test(name)) {
    return { errata: [], faults: [{ text: number, reason: 'It has no number of the form 4011-1.' }] }
  }
  const faults: ReadItem['faults'] = []
  const fixes = Object.entries(toMembers(said.releases)).flatMap(([release, told]) => {
    return readRelease(name, release, toMembers(told), faults)
  })
  const cves = toTexts(said.cves)
  const issuedAt = toTimeOfSeconds(said.timestamp)
  const erratum: FeedErratum = {
    // one that brought a regression comes as a security update too
    ...{ name, type: fixes.length > 0 ? 'security' : 'notice', severity: '' },
    ...{ title: toLine(toText(said.title)) || name, description: toText(said.description) || toText(said.isummary) },
    ...{ issuedAt, updatedAt: issuedAt, products: [], packages: [], fixes },
    ...{ cves: findCves(cves), references: toReferences(name, cves) },
  }
  return { errata: [erratum], faults }
}

interface Built {
  name: string
  version: string
  /** The source package; '' where that is not told. */
  source: string
  pocket: string
}

function readRelease(
  notice: string,
  release: string,
  told: Readonly<Record<string, unknown>>,
  faults: ReadItem['faults'],
): ErratumFix[] {
  const binaries = [...readBuilt(told.binaries), ...readBuilt(told.allbinaries)]
  const sources = readBuilt(told.sources)
  const known = new Set(sources.map(({ name }) => name))
  const others = new Map<string, Built>()
  for (const one of binaries) {
    const isOfSource = sources.length > 0 && (one.source === '' || known.has(one.source))
    if (!isOfSource) others.set(`${one.name} ${one.version}`, one)
  }
  const ofSources = sources.map((one) => ({ ...one, of: 'source' as const, pocket: findPocket(one, binaries) }))
  const all = [...ofSources, ...[...others.values()].map((one) => ({ ...one, of: 'binary' as const }))]
  return all.flatMap(({ of, name, version, pocket }) => {
    if (isOdd(release) || release === '' || isOdd(name) || !isDebVersion(version)) {
      faults.push({ text: `${notice} ${release} ${name} ${version}`, reason: 'What should be a version is none.' })
      return []
    }
    return [fixedIn({ of, type: 'deb', name, release, arches: [], pocket: toPocket(pocket) }, version)]
  })
}

function readBuilt(list: unknown): Built[] {
  return Object.entries(toMembers(list)).map(([name, item]) => {
    const { version, source, pocket } = toMembers(item)
    return { name, version: toText(version), source: toText(source), pocket: toText(pocket) }
  })
}

/** Of a source package: that of what is built of it. */
function findPocket({ name, version }: Built, binaries: readonly Built[]): string {
  const own = binaries.filter(({ source, version: built }) => source === name || (source === '' && built === version))
  return own.find(({ pocket }) => pocket !== '')?.pocket ?? ''
}

function toReferences(name: string, cves: readonly string[]): ErratumReference[] {
  const links = cves.filter((text) => /^https?:\/\/\S+$/i.test(text))
  return [
    { url: `https://ubuntu.com/security/notices/${name}`, kind: 'self', title: name },
    ...[...new Set(links)].map((url) => ({ url, kind: /launchpad\.net/i.test(url) ? 'bugzilla' : '', title: '' })),
  ]
}

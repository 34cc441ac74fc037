import type { ErratumFix, FeedErratum, FeedPart } from '../../model/feed-erratum.ts'
import { findCves } from '../cve-words.ts'
import { isDebVersion } from '../deb-version.ts'
import { fixedIn } from '../fix.ts'
import { toList, toMembers, toText, toTexts } from '../json-values.ts'
import { type ReadItem, readList } from '../read-list.ts'
import { readSequence } from '../text-sequence.ts'
import { toTimeOf } from '../times.ts'
import { isOdd, toLine } from '../words.ts'
import { toPocket } from './pocket.ts'

/**
 * Reads pages of the notices of Ubuntu's site (`security/notices.json`), as a sequence: packages by release, sources and
 * what is built of them. Old ones name packages without versions; they say nothing of those. Throws a FetchFailure for
 * what is no such page, or is cut.
 */
export async function* parseNotices(pieces: AsyncIterable<Buffer>, section: string): AsyncGenerator<FeedPart, void> {
  for await (const page of readSequence(pieces)) yield* readList(page, section, readNotice, 'notices')
}

function readNotice(item: unknown): ReadItem {
  const said = toMembers(item)
  const name = toText(said.id)
  if (!/^[A-Z]{3}-\d{1,6}-\d{1,4}$/.test(name)) {
    return {
      errata: [],
      faults: [{ text: name || (JSON.stringify(item) ?? ''), reason: 'It has no id of the form USN-4011-1.' }],
    }
  }
  const faults: ReadItem['faults'] = []
  const fixes = Object.entries(toMembers(said.release_packages)).flatMap(([release, packages]) => {
    return toList(packages)
      .map(toMembers)
      .flatMap((one) => toFix(name, release, one, faults))
  })
  const issuedAt = toTimeOf(said.published)
  const links = toTexts(said.references).filter((text) => /^https?:\/\/\S+$/i.test(text))
  const erratum: FeedErratum = {
    ...{
      name,
      type: fixes.length > 0 ? 'security' : 'notice',
      severity: '',
      title: toLine(toText(said.title)) || name,
    },
    ...{ description: toText(said.description) || toText(said.summary), issuedAt, updatedAt: issuedAt },
    ...{ products: [], packages: [], fixes, cves: findCves(toTexts(said.cves_ids)) },
    references: [
      { url: `https://ubuntu.com/security/notices/${name}`, kind: 'self', title: name },
      ...[...new Set(links)].map((url) => ({ url, kind: '', title: '' })),
    ],
  }
  return { errata: [erratum], faults }
}

/** Of a source package, or of what is built of it where that has a version of its own. */
function toFix(
  notice: string,
  release: string,
  { name: own, version: told, is_source, pocket }: Readonly<Record<string, unknown>>,
  faults: ReadItem['faults'],
): ErratumFix[] {
  const [name, version] = [toText(own), toText(told)]
  if (version === '') return []
  if (name === '' || isOdd(name) || isOdd(release) || !isDebVersion(version)) {
    faults.push({ text: `${notice} ${release} ${name} ${version}`, reason: 'What should be a version is none.' })
    return []
  }
  const of = is_source === true ? ('source' as const) : ('binary' as const)
  return [fixedIn({ of, type: 'deb', name, release, arches: [], pocket: toPocket(toText(pocket)) }, version)]
}

import type { ErratumPackage } from '../../model/erratum.ts'
import type { FeedPart } from '../../model/feed-erratum.ts'
import { findCves } from '../cve-words.ts'
import { toMembers, toText } from '../json-values.ts'
import { type ReadItem, readList } from '../read-list.ts'
import { splitRpmName, toRpmPackage } from '../rpm-package.ts'
import { toTimeOf } from '../times.ts'
import { toLine } from '../words.ts'

/**
 * Reads advisories of Apollo's API v3, all pages as one list, and takes what is for one release of Rocky Linux: builds
 * by name, those of modules with their stream. An advisory that cannot be used is a reject; of one with a bad package
 * that package is. Throws a FetchFailure for what is no such list, or is cut.
 */
export function parseApollo(
  pieces: AsyncIterable<Buffer>,
  section: string,
  release: string,
): AsyncGenerator<FeedPart, void> {
  return readList(pieces, section, (item) => readAdvisory(item, release))
}

function readAdvisory(item: unknown, release: string): ReadItem {
  const said = toMembers(item)
  const name = toText(said.name)
  if (!/^RL[A-Z]{1,4}-\d{4}:[\w:.-]{1,40}$/.test(name)) {
    const text = name || (JSON.stringify(item) ?? '')
    return { errata: [], faults: [{ text, reason: 'It has no name of the form RLSA-2024:1234.' }] }
  }
  const { packages, faults } = readPackages(name, said.packages, release)
  if (packages.length === 0) return { errata: [], faults }
  const severity = toText(said.severity).toLowerCase()
  const erratum = {
    ...{ name, type: KINDS[toText(said.kind).toLowerCase()] ?? toText(said.kind).toLowerCase() },
    ...{ severity: severity === 'none' ? '' : severity, title: toLine(toText(said.synopsis)) || name },
    ...{ description: toText(said.description), products: [], packages, fixes: [] },
    ...{ issuedAt: toTimeOf(said.published_at), updatedAt: toTimeOf(said.updated_at) },
    cves: findCves(listOf(said.cves).map((cve) => toText(cve.cve))),
    references: [
      { url: `https://errata.rockylinux.org/${name}`, kind: 'self', title: name },
      ...listOf(said.fixes).flatMap(({ source, ticket_id }) => {
        const url = toText(source)
        return /^https?:\/\/\S+$/i.test(url) ? [{ url, kind: 'bugzilla', title: toText(ticket_id) }] : []
      }),
    ],
  }
  return { errata: [erratum], faults }
}

const KINDS: Readonly<Record<string, string | undefined>> = { 'bug fix': 'bugfix', '': 'security' }

const listOf = (list: unknown) => (Array.isArray(list) ? list.map(toMembers) : [])

function readPackages(
  erratum: string,
  list: unknown,
  release: string,
): { packages: ErratumPackage[]; faults: ReadItem['faults'] } {
  const packages = new Map<string, ErratumPackage>()
  const faults: ReadItem['faults'] = []
  for (const said of listOf(list)) {
    // Rocky Linux 8 x86_64, Rocky Linux 8.4 aarch64 (Legacy); others are of special interest groups
    if (/^Rocky Linux (\d+)\b/.exec(toText(said.product_name))?.[1] !== release) continue
    const file = toText(said.nevra)
    const parts = splitRpmName(file)
    const [module, stream] = [toText(said.module_name), toText(said.module_stream)]
    const of = module === '' || stream === '' ? '' : `${module}:${stream}`
    const package_ = parts ? toRpmPackage(parts, of) : 'The name of a package of it has not all of its parts.'
    if (typeof package_ === 'string') faults.push({ text: `${erratum} ${file}`, reason: package_ })
    else if (package_) packages.set(JSON.stringify(package_), package_)
  }
  return { packages: [...packages.values()], faults }
}

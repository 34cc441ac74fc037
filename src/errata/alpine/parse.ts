import type { ErratumFix, FeedErratum, FeedPart } from '../../model/feed-erratum.ts'
import { findCves } from '../cve-words.ts'
import { fixedIn, notFixed } from '../fix.ts'
import { toMembers, toText, toTexts } from '../json-values.ts'
import { type ReadItem, readMemberList } from '../read-list.ts'
import { isOdd, toLine } from '../words.ts'

/**
 * Reads a file of Alpine's secdb: for each source package of a branch the versions that fixed something, and what.
 * Alpine has no advisories: each such version is one here. A package or version that cannot be used is a reject.
 * Throws a FetchFailure for what is no such file.
 */
export function parseSecdb(pieces: AsyncIterable<Buffer>, section: string): AsyncGenerator<FeedPart, void> {
  return readMemberList(pieces, section, 'packages', readPackage)
}

interface Branch {
  /** `v3.20`, `edge`. */
  release: string
  repo: string
  arches: string[]
}

function readPackage(item: unknown, root: Readonly<Record<string, unknown>>): ReadItem {
  const { name, secfixes } = toMembers(toMembers(item).pkg)
  const branch = { release: toText(root.distroversion), repo: toText(root.reponame), arches: toTexts(root.archs) }
  const text = toText(name)
  const reason = findFault(text, secfixes, branch)
  if (reason !== undefined) return { errata: [], faults: [{ text: text || (JSON.stringify(item) ?? ''), reason }] }
  const read: ReadItem = { errata: [], faults: [] }
  for (const [version, ids] of Object.entries(toMembers(secfixes))) {
    const fault = findVersionFault(version, ids)
    if (fault === undefined) read.errata.push(toErratum(text, version, toTexts(ids), branch))
    else read.faults.push({ text: `${text} ${version}`, reason: fault })
  }
  return read
}

function findFault(name: string, secfixes: unknown, { release }: Branch): string | undefined {
  if (release === '' || isOdd(release)) return 'The file does not say of which release it is.'
  if (name === '' || isOdd(name)) return 'It has no name, or one with blanks or control characters.'
  const isObject = typeof secfixes === 'object' && secfixes !== null && !Array.isArray(secfixes)
  // an empty list stands for no fixes
  const isNone = secfixes === undefined || secfixes === null || (Array.isArray(secfixes) && secfixes.length === 0)
  return isObject || isNone ? undefined : 'Its fixes are not by version.'
}

function findVersionFault(version: string, ids: unknown): string | undefined {
  if (!/^\d/.test(version) || isOdd(version)) return 'What should be a version is none.'
  return ids === null || Array.isArray(ids) ? undefined : 'What the version fixes is not a list.'
}

function toErratum(name: string, version: string, ids: readonly string[], branch: Branch): FeedErratum {
  const { release, repo } = branch
  const others = ids.filter((id) => findCves([id]).length === 0).map(toLine)
  return {
    name: `alpine-${release}-${name}-${version}`,
    ...{ type: 'security', severity: '', title: version === NEVER ? `${name}: not affected` : `${name} ${version}` },
    // XSA-207, GHSA-…: what is no CVE
    ...{ description: others.join(', '), issuedAt: 0, updatedAt: 0, products: [`${release} ${repo}`.trim()] },
    ...{ cves: findCves(ids), packages: [], fixes: [toFix(name, version, branch)] },
    references: [{ url: `https://security.alpinelinux.org/srcpkg/${name}`, kind: 'self', title: name }],
  }
}

function toFix(name: string, version: string, { release, arches }: Branch): ErratumFix {
  const package_ = { of: 'source', type: 'apk', name, release, arches } as const
  return version === NEVER ? notFixed(package_, 'not-affected') : fixedIn(package_, version)
}

/** In the place of a version: none was ever affected. */
const NEVER = '0'

import type { ErratumReference } from '../../model/erratum.ts'
import type { ErratumFix, FeedErratum, FeedPart } from '../../model/feed-erratum.ts'
import { findCves } from '../cve-words.ts'
import { type FixOf, fixedIn, notFixed } from '../fix.ts'
import { toMembers, toText, toTexts } from '../json-values.ts'
import { type ReadItem, readList } from '../read-list.ts'
import { isOdd, toLine } from '../words.ts'

/**
 * Reads Arch Linux's `issues/all.json`: vulnerability groups (AVG), each with packages of one affected and one fixed
 * version, the CVEs, and the advisories (ASA) that were sent. A group that cannot be used is a reject. Throws a
 * FetchFailure for what is no such list.
 */
export function parseArchIssues(pieces: AsyncIterable<Buffer>, section: string): AsyncGenerator<FeedPart, void> {
  return readList(pieces, section, readGroup)
}

function readGroup(item: unknown): ReadItem {
  const group = toMembers(item)
  const name = toText(group.name)
  const names = toTexts(group.packages)
  const good = names.filter((text) => !isOdd(text))
  const fix = readFix(group)
  const reason = findFault(name, good, fix)
  if (reason !== undefined) return { errata: [], faults: [{ text: name || JSON.stringify(item) || '', reason }] }
  const fixes = typeof fix === 'string' ? [] : good.map(fix)
  const odd = names.filter(isOdd).map((text) => ({ text: `${name} ${text}`, reason: 'It is no name of a package.' }))
  return { errata: [toErratum(name, group, good, fixes)], faults: odd }
}

function findFault(name: string, packages: readonly string[], fix: unknown): string | undefined {
  if (!/^AVG-\d{1,9}$/.test(name)) return 'It has no name of the form AVG-1.'
  if (packages.length === 0) return 'It names no packages.'
  return typeof fix === 'string' ? fix : undefined
}

/** What holds for each of its packages, or why that cannot be told. */
function readFix({ status, fixed }: Readonly<Record<string, unknown>>): ((name: string) => ErratumFix) | string {
  const of = (name: string): FixOf => ({ of: 'binary', type: 'arch', name, release: '', arches: [] })
  const state = toText(status)
  const version = toText(fixed)
  if (state === 'Not affected') return (name) => notFixed(of(name), 'not-affected')
  if (isOdd(version)) return 'Its fixed version holds blanks or control characters.'
  // while it is in testing there is a version already
  if (version !== '') return (name) => fixedIn(of(name), version)
  if (state === 'Fixed') return 'It is fixed, but in no version.'
  const open = state === 'Vulnerable' || state === 'Testing' ? 'unfixed' : 'undetermined'
  return (name) => notFixed(of(name), open)
}

function toErratum(
  name: string,
  group: Readonly<Record<string, unknown>>,
  packages: readonly string[],
  fixes: ErratumFix[],
): FeedErratum {
  const severity = toText(group.severity).toLowerCase()
  const kind = toLine(toText(group.type))
  return {
    ...{ name, type: 'security', severity: severity === 'unknown' ? '' : severity },
    title: `${packages.join(', ')}${kind === '' || kind === 'unknown' ? '' : `: ${kind}`}`,
    ...{ description: '', issuedAt: 0, updatedAt: 0, products: [], packages: [], fixes },
    cves: findCves(toTexts(group.issues)),
    references: toReferences(name, group),
  }
}

function toReferences(name: string, group: Readonly<Record<string, unknown>>): ErratumReference[] {
  const advisories = toTexts(group.advisories).filter((text) => /^ASA-\d{6}-\d{1,4}$/.test(text))
  const ticket = toText(group.ticket)
  return [
    { url: `${TRACKER}/${name}`, kind: 'self', title: name },
    ...advisories.map((title) => ({ url: `${TRACKER}/${title}`, kind: 'advisory', title })),
    ...(/^\d{1,9}$/.test(ticket)
      ? [{ url: `https://bugs.archlinux.org/task/${ticket}`, kind: 'bugzilla', title: `FS#${ticket}` }]
      : []),
  ]
}

const TRACKER = 'https://security.archlinux.org'

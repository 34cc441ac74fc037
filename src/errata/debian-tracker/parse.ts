import { FetchFailure } from '../../lib/fetch/failure.ts'
import { readJsonMembers } from '../../lib/json/read-records.ts'
import type { JsonRecord } from '../../lib/json/record-splitter.ts'
import type { CveFix } from '../../model/cve.ts'
import type { FixState } from '../../model/feed-erratum.ts'
import { type Reject, toReject } from '../../model/reject.ts'
import { toCveName } from '../cve-words.ts'
import { isDebVersion, withoutZeroEpoch } from '../deb-version.ts'
import { toMembers, toText } from '../json-values.ts'
import { isOdd, toLine, toShown } from '../words.ts'

/** All that the tracker says of one source package. */
export interface TrackedPackage {
  name: string
  fixes: CveFix[]
  /** Nothing of it had to be left out. */
  isWhole: boolean
  /** By CVE, where there is one. */
  descriptions: Map<string, string>
}

export interface TrackerPart {
  packages: TrackedPackage[]
  rejects: Reject[]
}

/**
 * Reads the JSON of Debian's security tracker: source package → CVE → release → state, a source package at a time.
 * What has a temporary name only (TEMP-…) is no CVE yet and left out. Throws a FetchFailure for what is no such file.
 */
export async function* parseDebianTracker(
  pieces: AsyncIterable<Buffer>,
  section: string,
  isWanted: (release: string) => boolean = () => true,
): AsyncGenerator<TrackerPart, void> {
  let good = 0
  let bad = 0
  for await (const { records } of readJsonMembers(pieces, { maxCharacters: LARGEST_PACKAGE })) {
    const part: TrackerPart = { packages: [], rejects: [] }
    for (const record of records) {
      if (readPackage(record, section, isWanted, part)) good++
      else bad++
    }
    yield part
  }
  if (good === 0) throw new FetchFailure('bad-response', `it has no packages${bad === 0 ? '' : ' that can be used'}`)
}

/** The kernel's thousands of CVEs are 20 MB. */
const LARGEST_PACKAGE = 64_000_000

/** Whether it can be used. */
function readPackage(record: JsonRecord, section: string, isWanted: (release: string) => boolean, part: TrackerPart) {
  const { name, value, flaw, position, text } = record
  const reject = (what: string, reason: string) => {
    part.rejects.push(toReject(section, position, toShown(`${name} ${what}`), reason))
  }
  const isUsable = flaw === '' && name !== '' && !isOdd(name) && isObject(value)
  if (!isUsable) {
    reject(text, flaw === '' ? 'It is not a source package with its CVEs.' : flaw)
    return false
  }
  const package_: TrackedPackage = { name, fixes: [], isWhole: true, descriptions: new Map() }
  const before = part.rejects.length
  for (const [id, entry] of Object.entries(toMembers(value))) {
    const cve = toCveName(id)
    if (cve !== '') readCve(cve, toMembers(entry), package_, isWanted, reject)
    else if (!id.startsWith('TEMP-')) reject(id, 'It is no CVE.')
  }
  part.packages.push({ ...package_, isWhole: part.rejects.length === before })
  return true
}

function readCve(
  cve: string,
  { description, releases }: Readonly<Record<string, unknown>>,
  package_: TrackedPackage,
  isWanted: (release: string) => boolean,
  reject: (what: string, reason: string) => void,
): void {
  if (!isObject(releases) && !isEmpty(releases)) reject(cve, 'Its releases are not told by name.')
  if (toText(description) !== '') package_.descriptions.set(cve, toShown(toText(description)))
  for (const [release, facts] of Object.entries(toMembers(releases))) {
    if (!isWanted(release)) continue
    const fix = readRelease(package_.name, cve, release, toMembers(facts))
    if (typeof fix === 'string') reject(`${cve} ${release}`, fix)
    else package_.fixes.push(fix)
  }
}

/** No releases are written as an empty list, too. */
const isEmpty = (value: unknown) => value === undefined || (Array.isArray(value) && value.length === 0)

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value)

/** What holds in a release, or why that cannot be told. */
function readRelease(
  name: string,
  cve: string,
  release: string,
  facts: Readonly<Record<string, unknown>>,
): CveFix | string {
  const version = withoutZeroEpoch(toText(facts.fixed_version))
  // `**`: nobody has looked at it
  const severity = toText(facts.urgency).replace(/\*+$/, '').toLowerCase()
  const state = toState(facts, version, severity)
  if (state === undefined) return 'It has a state that is not known.'
  if (state === 'fixed' && !isDebVersion(version)) return 'It is resolved, but in no version.'
  return {
    ...{ cve, of: 'source', type: 'deb', name, release, module: '', state },
    version: state === 'fixed' ? version : '',
    note: toLine(toText(facts.nodsa)),
    severity: severity === 'not yet assigned' ? '' : severity,
  }
}

/** Version 0: it was never in that release. An issue without importance will not get a fix of its own. */
function toState(facts: Readonly<Record<string, unknown>>, version: string, urgency: string): FixState | undefined {
  const status = toText(facts.status)
  if (status === 'resolved') return version === '0' ? 'not-affected' : 'fixed'
  if (status === 'undetermined') return 'undetermined'
  if (status !== 'open') return undefined
  if (urgency === 'end-of-life') return 'ended'
  if (urgency === 'unimportant' || toText(facts.nodsa_reason) === 'ignored') return 'ignored'
  return toText(facts.nodsa) !== '' || toText(facts.nodsa_reason) !== '' ? 'postponed' : 'unfixed'
}

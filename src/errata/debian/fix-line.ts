import type { ErratumFix, FixState } from '../../model/feed-erratum.ts'
import { isDebVersion, withoutZeroEpoch } from '../deb-version.ts'
import { type FixOf, fixedIn, notFixed } from '../fix.ts'
import { isOdd } from '../words.ts'

/**
 * What `[bookworm] - openssl 3.0.11-1` says: a release by its codename, a source package, the version that is right;
 * or `<not-affected> (why)`, `<unfixed>`, … in its place. A sentence where it says nothing that is known.
 */
export function readFix(line: string): ErratumFix | string {
  const [, release = '', name = '', word = '', rest = ''] = LINE.exec(line) ?? []
  if (name === '') return 'It is neither a list of CVEs, nor a note, nor a release with a package and its version.'
  const note = /^\((.*)\)$/.exec(rest)?.[1] ?? ''
  if (rest !== '' && note === '') return 'There is more behind the version than a remark in brackets.'
  if (isOdd(name + word)) return 'The name or the version holds control characters.'
  const package_: FixOf = { of: 'source', type: 'deb', name, release, arches: [] }
  if (!word.startsWith('<')) {
    if (!isDebVersion(word)) return 'What should be a version is none.'
    return { ...fixedIn(package_, withoutZeroEpoch(word)), note }
  }
  const state = STATES[word]
  return state === undefined ? 'It has a state that is not known.' : notFixed(package_, state, note)
}

const LINE = /^\[([a-z][a-z-]*)\]\s+-\s+(\S+)\s+(\S+)\s*(.*)$/

/** The tracker's own words (its introduction, "Tracker data"). */
const STATES: Readonly<Record<string, Exclude<FixState, 'fixed'> | undefined>> = {
  '<not-affected>': 'not-affected',
  '<unfixed>': 'unfixed',
  '<no-dsa>': 'postponed',
  '<postponed>': 'postponed',
  '<ignored>': 'ignored',
  '<end-of-life>': 'ended',
  '<removed>': 'ended',
  '<itp>': 'not-affected',
  '<undetermined>': 'undetermined',
}

import type { ErratumFix, FixState, VersionRange } from '../model/feed-erratum.ts'

/** Which package, and where. */
export type FixOf = Pick<ErratumFix, 'of' | 'type' | 'name' | 'release' | 'arches'> &
  Partial<Pick<ErratumFix, 'module' | 'pocket'>>

/** A package that is right from a version on. */
export function fixedIn(package_: FixOf, version: string): ErratumFix {
  const range = { version, slot: '', isRevision: false }
  return {
    ...{ module: '', pocket: '', ...package_, category: '', state: 'fixed', note: '' },
    vulnerable: [{ ...range, relation: '<' }],
    unaffected: [{ ...range, relation: '>=' }],
  }
}

/** A package without a version that helps. */
export function notFixed(package_: FixOf, state: Exclude<FixState, 'fixed'>, note = ''): ErratumFix {
  const vulnerable = state === 'not-affected' || state === 'undetermined' ? [] : [EVERY_VERSION]
  return { module: '', pocket: '', ...package_, category: '', state, note, vulnerable, unaffected: [] }
}

const EVERY_VERSION: VersionRange = { relation: '', version: '', slot: '', isRevision: false }

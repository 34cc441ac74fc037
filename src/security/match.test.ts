import { describe, expect, test } from 'vitest'
import type { FixState } from '../model/feed-erratum.ts'
import { schemeOf, sortKey } from '../versions/scheme.ts'
import { findPackageCves, type MatchBuild, type MatchFact } from './match.ts'

const build = (version: string, changes: Partial<MatchBuild> = {}): MatchBuild => {
  const type = changes.type ?? 'deb'
  const key = sortKey(schemeOf(type), version)
  return {
    ...{ type, category: '', name: 'libssl3', version, sortKey: key, arch: 'amd64', streams: [] },
    ...{ source: 'openssl', sourceVersion: version, sourceKey: key },
    ...changes,
  }
}

const fact = (state: FixState, fixed = '', changes: Partial<MatchFact> = {}): MatchFact => {
  const type = changes.type ?? 'deb'
  const fixedKey = fixed === '' ? new Uint8Array() : sortKey(schemeOf(type), fixed)
  return {
    ...{ cveId: 1, by: 'cve', nameOf: 'source', type, category: '', name: 'openssl', arches: [], module: '' },
    ...{ state, fixed, fixedKey, ranges: undefined },
    ...changes,
  }
}

const states = (version: MatchBuild, ...facts: MatchFact[]) =>
  findPackageCves(version, facts).map(({ state, fixed }) => `${state}${fixed === '' ? '' : ` ${fixed}`}`)

describe('a package has a CVE', () => {
  test.each([
    ['where a version that is right is above it', build('3.0.1-1'), [fact('fixed', '3.0.2-1')], ['fixable 3.0.2-1']],
    ['not where it has that version', build('3.0.2-1'), [fact('fixed', '3.0.2-1')], []],
    ['nor a later one', build('1:1-1'), [fact('fixed', '3.0.2-1')], []],
    ['where none is right', build('3.0.1-1'), [fact('unfixed')], ['unfixed']],
    ['for the reason that is told', build('3.0.1-1'), [fact('postponed')], ['postponed']],
    ['not where it is not affected', build('3.0.1-1'), [fact('not-affected')], []],
    ['perhaps', build('3.0.1-1'), [fact('undetermined')], ['undetermined']],
    ['not of another source', build('1'), [fact('unfixed', '', { name: 'bash' })], []],
    ['not by its own name where a source is meant', build('1'), [fact('unfixed', '', { name: 'libssl3' })], []],
    ['by its own name', build('1'), [fact('unfixed', '', { name: 'libssl3', nameOf: 'binary' })], ['unfixed']],
    ['not of another family', build('1'), [fact('unfixed', '', { type: 'apk' })], []],
    ['not of another architecture', build('1'), [fact('unfixed', '', { arches: ['arm64'] })], []],
  ])('%s', (_, package_, facts, wanted) => {
    expect(states(package_, ...facts)).toEqual(wanted)
  })

  test('by the version of its source, not its own', () => {
    const package_ = build('2.0-1', { sourceVersion: '1.0-1', sourceKey: sortKey('deb', '1.0-1') })
    expect(states(package_, fact('fixed', '1.5-1'))).toEqual(['fixable 1.5-1'])
  })

  test('what is said of the CVE counts before what errata say', () => {
    const erratum = fact('fixed', '3.0.2-1', { by: 'erratum' })
    expect(states(build('3.0.1-1'), erratum, fact('not-affected'))).toEqual([])
    expect(states(build('3.0.3-1'), erratum, fact('unfixed'))).toEqual(['unfixed'])
  })

  test('of several errata all have to be there', () => {
    const errata = ['3.0.2-1', '3.0.4-1'].map((fixed) => fact('fixed', fixed, { by: 'erratum' }))
    expect(states(build('3.0.1-1'), ...errata)).toEqual(['fixable 3.0.4-1'])
    expect(states(build('3.0.3-1'), ...errata)).toEqual(['fixable 3.0.4-1'])
    expect(states(build('3.0.4-1'), ...errata)).toEqual([])
  })

  test('in its own module stream alone', () => {
    const nodejs = (streams: string[]) => build('18.1-1', { type: 'rpm', name: 'nodejs', source: 'nodejs', streams })
    const fix = (module: string, fixed: string) =>
      fact('fixed', fixed, { type: 'rpm', name: 'nodejs', nameOf: 'binary', module })
    expect(states(nodejs(['nodejs:18']), fix('nodejs:18', '18.2-1'))).toEqual(['fixable 18.2-1'])
    expect(states(nodejs(['nodejs:18']), fix('nodejs:20', '20.2-1'))).toEqual([])
    expect(states(nodejs([]), fix('nodejs:20', '20.2-1'))).toEqual([])
    expect(states(nodejs(['nodejs:18']), fix('', '20.2-1'))).toEqual([])
  })

  test('in ranges of versions', () => {
    const range = (relation: '<' | '>=', version: string, slot = '') => ({ relation, version, slot, isRevision: false })
    const of = (type: 'arch' | 'gentoo') =>
      fact('fixed', '', { type, ranges: { vulnerable: [range('<', '3.2')], unaffected: [range('>=', '3.0.9')] } })
    expect(states(build('3.0.1-1', { type: 'arch' }), of('arch'))).toEqual(['fixable'])
    expect(states(build('3.1-1', { type: 'arch' }), of('arch'))).toEqual([])
    expect(states(build('3.0.1', { type: 'gentoo' }), of('gentoo'))).toEqual(['fixable'])
    expect(states(build('3.0.9', { type: 'gentoo' }), of('gentoo'))).toEqual([])
  })
})

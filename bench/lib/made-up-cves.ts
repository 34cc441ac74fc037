import type { CveFixRow } from '../../src/db/cve-fix-rows.ts'
import type { FixedPackageRow } from '../../src/db/cve-fix-writes.ts'
import { sortKey } from '../../src/versions/scheme.ts'

/** CVE-<year>-<number> of the nth one: 20,000 a year. */
export function toName(n: number): string {
  return `CVE-${2010 + Math.floor(n / 20_000)}-${1000 + (n % 20_000)}`
}

const LETTERS = ['N', 'L', 'H']

/** The record of the nth CVE, as MITRE publishes it: some 2 KB of JSON. */
export function makeRecord(n: number): string {
  const [c, i, a] = [n, n >> 2, n >> 4].map((k) => LETTERS[k % 3])
  const vectorString = `CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:${c}/I:${i}/A:${a}`
  const at = new Date(Date.UTC(2010, 0, 1) + n * 1_600_000).toISOString()
  const text = `A flaw of kind ${n % 97} in component ${n % 1009} lets whoever can reach it do what they should not. `
  return JSON.stringify({
    dataType: 'CVE_RECORD',
    dataVersion: '5.1',
    cveMetadata: {
      cveId: toName(n),
      assignerShortName: 'bench',
      state: 'PUBLISHED',
      datePublished: at,
      dateUpdated: at,
    },
    containers: {
      cna: {
        title: `Flaw ${n}`,
        providerMetadata: { shortName: 'bench' },
        descriptions: [{ lang: 'en', value: text.repeat(3) }],
        metrics: n % 3 === 0 ? [] : [{ cvssV3_1: { vectorString } }],
        problemTypes: [{ descriptions: [{ cweId: `CWE-${1 + (n % 900)}`, description: 'x' }] }],
        references: [1, 2, 3].map((k) => ({ url: `https://cve.example/${n}/${k}`, tags: ['patch'] })),
      },
      adp: [{ providerMetadata: { shortName: 'CISA-ADP' }, metrics: [{ cvssV3_1: { vectorString } }] }],
    },
  })
}

export interface InstalledSource {
  name: string
  /** Full ones that hosts have, the lowest first. */
  versions: string[]
}

/**
 * What distributions say of a source package: `count` CVEs in each release. Of ten, two are open, one never was there,
 * the others are fixed in some version that is around: early ones are behind all hosts, late ones before most.
 */
export function makeFixes(
  { name, versions }: InstalledSource,
  first: number,
  count: number,
  releases: readonly { distribution: string; release: string }[],
): FixedPackageRow {
  const fixes: CveFixRow[] = []
  for (let k = 0; k < count; k++) {
    for (const [i, { distribution, release }] of releases.entries()) {
      const state = STATES[(k + i) % STATES.length] ?? 'fixed'
      // most CVEs are old: their fix is the lowest version that is around
      const version = state === 'fixed' ? ((k % 4 === 3 ? versions.at(-1) : versions[0]) ?? '1') : ''
      fixes.push({
        ...{
          cve: toName(first + k),
          of: 'source',
          type: 'deb',
          name,
          release,
          module: '',
          distribution,
          state,
          version,
        },
        ...{ note: '', severity: '', sortKey: toKey(version) },
      })
    }
  }
  return { name, checksum: `${name} ${count}`, fixes }
}

const STATES = ['unfixed', 'postponed', 'not-affected', ...Array<'fixed'>(7).fill('fixed')] as const

const toKey = (version: string) => (version === '' ? new Uint8Array() : sortKey('deb', version))

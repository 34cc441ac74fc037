import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { collect, toPieces } from '../../../tests/support/pieces.ts'
import { decompress } from '../../lib/decompress/decompress.ts'
import { parseUsnDatabase } from './parse.ts'

const read = (text: string | Buffer, size?: number) => collect(parseUsnDatabase(toPieces(text, size), 'ubuntu'))

const NOTICE = {
  ...{ id: '6342-1', title: 'OpenSSL vulnerabilities', summary: 's', isummary: 'i', action: 'a', description: 'Text.' },
  ...{ timestamp: 1693960302.5, cves: ['CVE-2024-0001', 'https://launchpad.net/bugs/1'] },
  releases: {
    jammy: {
      sources: { openssl: { version: '3.0.2-0ubuntu1.15', description: 'x' } },
      binaries: { libssl3: { version: '3.0.2-0ubuntu1.15', pocket: 'security' } },
      allbinaries: { openssl: { version: '3.0.2-0ubuntu1.15', pocket: 'security', source: 'openssl' } },
    },
  },
}
const base = (...notices: object[]) =>
  JSON.stringify(Object.fromEntries(notices.map((one, i) => [`${i + 1}-1`, { ...NOTICE, id: `${i + 1}-1`, ...one }])))

test.each([1, 100_000])(
  'a notice is read whole: by source packages and releases (pieces of %i bytes)',
  async (size) => {
    const { errata, rejects } = await read(base({ id: '6342-1' }), size)
    expect(rejects).toEqual([])
    expect(errata).toMatchObject([
      {
        ...{
          name: 'USN-6342-1',
          type: 'security',
          severity: '',
          title: 'OpenSSL vulnerabilities',
          description: 'Text.',
        },
        ...{ issuedAt: 1693960302500, cves: ['CVE-2024-0001'], packages: [] },
        references: [
          { url: 'https://ubuntu.com/security/notices/USN-6342-1', kind: 'self' },
          { url: 'https://launchpad.net/bugs/1', kind: 'bugzilla' },
        ],
        fixes: [
          {
            ...{ of: 'source', type: 'deb', name: 'openssl', release: 'jammy', state: 'fixed', note: '' },
            vulnerable: [{ relation: '<', version: '3.0.2-0ubuntu1.15' }],
          },
        ],
      },
    ])
  },
)

test('what is built of other sources is named by itself; versions of ESM are told apart', async () => {
  const linux = { version: '4.15.0-200.211', pocket: 'esm-infra', source: 'linux' }
  const releases = {
    bionic: {
      sources: { linux: { version: '4.15.0-200.211' } },
      binaries: { 'linux-image-generic': { version: '4.15.0.200.180', pocket: 'esm-infra' } },
      allbinaries: {
        'linux-image-generic': { version: '4.15.0.200.180', pocket: 'esm-infra', source: 'linux-meta' },
        'linux-image-4.15.0-200-generic': { ...linux, source: 'linux-signed' },
        'linux-headers-4.15.0-200': linux,
      },
    },
    trusty: { binaries: { old: { version: '1-1' } } },
  }
  const { errata } = await read(base({ releases }))
  expect(errata[0]?.fixes.map(({ of, name, release, pocket }) => [of, name, release, pocket])).toEqual([
    ['source', 'linux', 'bionic', 'esm-infra'],
    ['binary', 'linux-image-generic', 'bionic', 'esm-infra'],
    ['binary', 'linux-image-4.15.0-200-generic', 'bionic', 'esm-infra'],
    ['binary', 'old', 'trusty', ''],
  ])
})

test('what cannot be used is a reject, and takes nothing else with it', async () => {
  const releases = { jammy: { sources: { a: { version: 'x' }, b: { version: '1-1' }, c: 7 } } }
  const { errata, rejects } = await read(base({ id: 'odd' }, { releases }, { releases: [] }))
  expect(errata.map(({ name, type, fixes }) => [name, type, fixes.length])).toEqual([
    ['USN-2-1', 'security', 1],
    ['USN-3-1', 'notice', 0],
  ])
  expect(rejects.map(({ position, text }) => [position, text])).toEqual([
    [1, 'odd'],
    [2, 'USN-2-1 jammy a x'],
    [2, 'USN-2-1 jammy c'],
  ])
})

test.each([
  ['nothing', '', /empty/],
  ['a page', '<!DOCTYPE html><html></html>', /web page/],
  ['a cut file', base({}).slice(0, -4), /ends before its end/],
])('%s is refused', async (_, text, reason) => {
  await expect(read(text)).rejects.toThrow(reason)
})

const folder = join(import.meta.dirname, '../../../../shared/data/advisories/ubuntu/usn-db')
const missing = !existsSync(folder)

describe.skipIf(missing)(`real databases${missing ? ' (skipped: no shared data)' : ''}`, () => {
  const readReal = (name: string) => {
    const pieces = decompress(toPieces(readFileSync(join(folder, name))), { maxBytes: 1e8 })
    return collect(parseUsnDatabase(pieces, name))
  }

  test('notices with their pockets', async () => {
    const { errata, rejects } = await readReal('database-all.json.bz2')
    expect(rejects).toEqual([])
    expect(errata.map(({ name, cves }) => [name, cves.length])).toEqual([
      ['USN-4011-1', 2],
      ['USN-2274-1', 1],
      ['USN-6342-1', expect.any(Number)],
    ])
    const bionic = errata[2]?.fixes.filter(({ release }) => release === 'bionic') ?? []
    expect(bionic.find(({ name }) => name === 'linux')).toMatchObject({ of: 'source', pocket: 'esm-infra' })
    expect(bionic.find(({ name }) => name === 'linux-image-kvm')).toMatchObject({ of: 'binary', pocket: 'esm-infra' })
  })

  test('an old notice, without pockets', async () => {
    const { errata, rejects } = await readReal('vulnerablecode-database-all.json.bz2')
    expect(rejects).toEqual([])
    expect(errata[0]?.fixes.every(({ of, name }) => of === 'source' && name === 'xine-lib')).toBe(true)
    expect(errata[0]?.fixes).toHaveLength(3)
  })
})

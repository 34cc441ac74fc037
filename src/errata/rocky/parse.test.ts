import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { collect, toPieces } from '../../../tests/support/pieces.ts'
import { parseApollo } from './parse.ts'

const read = (text: string | Buffer, release = '9', size?: number) =>
  collect(parseApollo(toPieces(text, size), `rocky-${release}`, release))

const PACKAGE = {
  ...{ nevra: 'bash-0:5.1.8-9.el9.x86_64.rpm', product_name: 'Rocky Linux 9 x86_64', repo_name: 'BaseOS' },
  ...{ module_name: null, module_stream: null },
}
const ADVISORY = {
  ...{ id: 1, name: 'RLSA-2024:1234', synopsis: 'Important: bash security update', description: 'Text.' },
  ...{ kind: 'Security', severity: 'Important', published_at: '2024-01-02T03:04:05.5+00:00', updated_at: '2024-01-03' },
  cves: [{ cve: 'CVE-2024-0001' }],
  fixes: [{ ticket_id: '123', source: 'https://bugzilla.redhat.com/show_bug.cgi?id=123' }],
  packages: [PACKAGE, { ...PACKAGE, nevra: 'bash-0:5.1.8-9.el9.src.rpm' }],
}
const list = (...advisories: object[]) => JSON.stringify(advisories.map((one) => ({ ...ADVISORY, ...one })))

test.each([1, 100_000])('an advisory is read whole (pieces of %i bytes)', async (size) => {
  const { errata, rejects } = await read(list({}), '9', size)
  expect(rejects).toEqual([])
  expect(errata).toMatchObject([
    {
      ...{ name: 'RLSA-2024:1234', type: 'security', severity: 'important', cves: ['CVE-2024-0001'], fixes: [] },
      ...{ issuedAt: Date.UTC(2024, 0, 2, 3, 4, 5, 500), title: 'Important: bash security update' },
      references: [{ kind: 'self' }, { kind: 'bugzilla', title: '123' }],
      packages: [{ key: { name: 'bash', epoch: '', version: '5.1.8', release: '9.el9', arch: 'x86_64' }, module: '' }],
    },
  ])
})

test('each release takes its own builds, those of modules with their stream', async () => {
  const packages = [
    PACKAGE,
    { ...PACKAGE, nevra: 'a-1:1-1.module+el8.x86_64.rpm', product_name: 'Rocky Linux 8.4 x86_64 (Legacy)' },
    { ...PACKAGE, nevra: 'b-0:1-1.el9.x86_64.rpm', product_name: 'Rocky Linux SIG Cloud 9 x86_64' },
  ]
  const modular = packages.map((one) => ({ ...one, module_name: 'nodejs', module_stream: '18' }))
  const names = async (release: string) => {
    const { errata } = await read(list({ packages: modular }, { name: 'RLBA-2024:1', kind: 'Bug Fix' }), release)
    return errata.map((one) => [
      one.name,
      one.type,
      ...one.packages.map((p) => `${p.key.epoch}:${p.key.name} ${p.module}`),
    ])
  }
  expect(await names('9')).toEqual([
    ['RLSA-2024:1234', 'security', ':bash nodejs:18'],
    ['RLBA-2024:1', 'bugfix', ':bash '],
  ])
  expect(await names('8')).toEqual([['RLSA-2024:1234', 'security', '1:a nodejs:18']])
  expect(await names('10')).toEqual([])
})

test('what cannot be used is a reject, and takes nothing else with it', async () => {
  const { errata, rejects } = await read(list({ name: 'x' }, { packages: [{ ...PACKAGE, nevra: 'bash' }, PACKAGE] }))
  expect(errata).toHaveLength(1)
  expect(rejects.map(({ text }) => text)).toEqual(['x', 'RLSA-2024:1234 bash'])
})

const folder = join(import.meta.dirname, '../../../../shared/data/advisories/rocky/apollo-api')
const missing = !existsSync(folder)

describe.skipIf(missing)(`real pages${missing ? ' (skipped: no shared data)' : ''}`, () => {
  test.each([
    ['page1.json', '10', 'RLSA-2025:21816', ''],
    ['page2.json', '8', 'RLBA-2019:0973', 'container-tools:1.0'],
  ])('%s', async (name, release, erratum, module) => {
    const page = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { advisories: unknown[] }
    const { errata, rejects } = await read(JSON.stringify(page.advisories), release)
    expect(rejects).toEqual([])
    expect(errata.map((one) => one.name)).toEqual([erratum])
    expect(errata[0]?.packages.length).toBeGreaterThan(5)
    expect(new Set(errata[0]?.packages.map((one) => one.module))).toEqual(new Set([module]))
  })
})

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { collect, toPieces } from '../../../tests/support/pieces.ts'
import { parseAlmaErrata } from './parse.ts'

const read = (text: string | Buffer, size?: number) => collect(parseAlmaErrata(toPieces(text, size), 'alma-9'))

const PACKAGE = { name: 'bash', epoch: '0', version: '5.1.8', release: '9.el9', arch: 'x86_64', src: 'bash.src.rpm' }
const ERRATUM = {
  ...{ id: 'ALSA-2024:1234', issued_date: 1700000000, updated_date: 1700000060, severity: 'Important' },
  ...{ title: 'Important:  bash\nsecurity update', description: 'Text.', type: 'security', modules: [] },
  packages: [PACKAGE, { ...PACKAGE, arch: 'src' }],
  references: [
    { id: 'ALSA-2024-1234', type: 'self', href: 'https://errata.almalinux.org/9/ALSA-2024-1234.html' },
    { id: 'CVE-2024-0001', type: 'cve', href: 'https://vulners.com/cve/CVE-2024-0001' },
    { id: 'x', type: 'self', href: 'javascript:alert(1)' },
  ],
}
const file = (...errata: object[]) => JSON.stringify({ data: errata.map((one) => ({ ...ERRATUM, ...one })) })

test.each([1, 100_000])('an erratum is read whole (pieces of %i bytes)', async (size) => {
  const { errata, rejects } = await read(file({}), size)
  expect(rejects).toEqual([])
  const key = { type: 'rpm', category: '', name: 'bash', epoch: '', version: '5.1.8', release: '9.el9', arch: 'x86_64' }
  expect(errata).toEqual([
    {
      ...{ name: 'ALSA-2024:1234', type: 'security', severity: 'important', title: 'Important: bash security update' },
      ...{ description: 'Text.', issuedAt: 1700000000000, updatedAt: 1700000060000, products: [], fixes: [] },
      ...{ cves: ['CVE-2024-0001'], packages: [{ key, module: '' }] },
      references: [
        { url: 'https://errata.almalinux.org/9/ALSA-2024-1234.html', kind: 'self', title: 'ALSA-2024-1234' },
        { url: 'https://vulners.com/cve/CVE-2024-0001', kind: 'cve', title: 'CVE-2024-0001' },
      ],
    },
  ])
})

test('builds of modules have their stream; one that is there twice counts once', async () => {
  const build = { ...PACKAGE, module: 'mariadb:10.3:8050020220427075058:c5368500:x86_64' }
  const { errata } = await read(file({ packages: [build, build, { ...build, epoch: 3 }] }))
  expect(errata[0]?.packages.map(({ key, module }) => [key.epoch, module])).toEqual([
    ['', 'mariadb:10.3'],
    ['3', 'mariadb:10.3'],
  ])
})

test('what cannot be used is a reject, and takes nothing else with it', async () => {
  const bad = [{ ...PACKAGE, name: '' }, { ...PACKAGE, release: 'a b' }, { ...PACKAGE, epoch: 'x' }, null]
  const { errata, rejects } = await read(file({ packages: [...bad, PACKAGE] }, { id: 'x' }, { packages: null }))
  expect(errata.map(({ packages }) => packages.length)).toEqual([1, 0])
  expect(rejects.map(({ reason }) => reason)).toEqual([
    'A package of it has no name.',
    'The name of a package of it holds blanks or control characters.',
    'The epoch of a package of it is not a number.',
    'A package of it has no name and no version and no release and no arch.',
    'It has no id of AlmaLinux.',
  ])
})

test.each([
  ['nothing', '', /empty/],
  ['a page', '<!DOCTYPE html><html></html>', /web page/],
  ['another shape', '{"errata": []}', /no list “data”/],
  ['a cut file', file({}).slice(0, -40), /ends before its end/],
])('%s is refused', async (_, text, reason) => {
  await expect(read(text)).rejects.toThrow(reason)
})

const real = join(import.meta.dirname, '../../../../shared/data/advisories/alma/errata.full.json')
const missing = !existsSync(real)

describe.skipIf(missing)(`a real file${missing ? ' (skipped: no shared data)' : ''}`, () => {
  test('is read whole', async () => {
    const { errata, rejects } = await read(readFileSync(real))
    expect(rejects).toEqual([])
    expect(errata.map(({ name, type, cves }) => [name, type, cves.length])).toEqual([
      ['ALBA-2021:3049', 'bugfix', 0],
      ['ALSA-2019:3708', 'security', 12],
    ])
    expect(errata[1]?.packages.every(({ module }) => /^mariadb(-devel)?:10\.[35]$/.test(module))).toBe(true)
  })
})

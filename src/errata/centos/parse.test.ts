import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { collect, toPieces } from '../../../tests/support/pieces.ts'
import { parseCefs } from './parse.ts'

const read = (text: string | Buffer, size?: number) => collect(parseCefs(toPieces(text, size), 'centos'))

const SAID = `issue_date="2014-09-24 10:11:12" synopsis="Critical CentOS 7 bash Security Update" severity="Critical"
  description="Not available" references="https://rhn.redhat.com/errata/RHSA-2014-1293.html http://lists.centos.org/a.html"`
const one = (inner: string, id = 'CESA-2014--1293') => `<${id} ${SAID}>${inner}</${id}>`
const file = (...errata: string[]) =>
  `<?xml version="1.0"?>\n<opt>${errata.join('\n')}<meta><author>x</author></meta></opt>`
const BASH = '<packages>bash-4.2.45-5.el7_0.2.x86_64.rpm</packages><packages>bash-4.2.45-5.el7_0.2.src.rpm</packages>'

test.each([1, 100_000])('an announcement is an erratum (pieces of %i bytes)', async (size) => {
  const { errata, rejects } = await read(file(one(`<os_arch>x86_64</os_arch><os_release>7</os_release>${BASH}`)), size)
  expect(rejects).toEqual([])
  expect(errata).toMatchObject([
    {
      ...{ name: 'CESA-2014:1293', type: 'security', severity: 'critical', description: '', packages: [] },
      ...{ title: 'Critical CentOS 7 bash Security Update', issuedAt: Date.UTC(2014, 8, 24, 10, 11, 12) },
      references: [{ url: 'https://rhn.redhat.com/errata/RHSA-2014-1293.html' }, { kind: 'self' }],
      fixes: [
        {
          ...{ of: 'binary', type: 'rpm', name: 'bash', release: '7', arches: ['x86_64'], state: 'fixed' },
          vulnerable: [{ relation: '<', version: '4.2.45-5.el7_0.2' }],
        },
      ],
    },
  ])
})

test('of several releases each build is for its own; what is for no architecture is for all', async () => {
  const files = ['a-1-1.el6.noarch.rpm', 'a-1-1.el5_9.i386.rpm', 'b-2-1.x86_64.rpm'].map(
    (f) => `<packages>${f}</packages>`,
  )
  const { errata } = await read(file(one(`<os_release>5</os_release><os_release>6</os_release>${files.join('')}`)))
  expect(errata[0]?.fixes.map(({ name, release, arches }) => [name, release, ...arches])).toEqual([
    ['a', '6'],
    ['a', '5', 'i386'],
    ['b', '5', 'x86_64'],
    ['b', '6', 'x86_64'],
  ])
})

test.each([
  ['CESA-2014--1', 'security'],
  ['CEBA-2014--1', 'bugfix'],
  ['CEEA-2014--1', 'enhancement'],
])('%s: %s', async (id, type) => {
  const { errata } = await read(file(one('<os_release>7</os_release>', id)))
  expect(errata).toMatchObject([{ type }])
})

test('what cannot be used is a reject, and takes nothing else with it', async () => {
  const bad = [
    one(BASH),
    one('<os_release>seven</os_release>'),
    one('<os_release>7</os_release>', 'X-1'),
    one(`<os_release>7</os_release><packages>bash</packages>${BASH}`),
  ]
  const { errata, rejects } = await read(file(...bad))
  expect(errata.map(({ fixes }) => fixes.length)).toEqual([1])
  expect(rejects.map(({ position }) => position)).toEqual([1, 2, 3, 4])
})

test.each([
  ['a page', '<!DOCTYPE html><html></html>', /web page/],
  ['another root', '<updates></updates>', /opt/],
  ['a cut file', file(one(BASH)).slice(0, -9), /ends before its end/],
])('%s is refused', async (_, text, reason) => {
  await expect(read(text)).rejects.toThrow(reason)
})

const folder = join(import.meta.dirname, '../../../../shared/data/advisories/centos-cefs')
const missing = !existsSync(folder)

describe.skipIf(missing)(`real snippets${missing ? ' (skipped: no shared data)' : ''}`, () => {
  test.each(missing ? [] : readdirSync(folder))('%s', async (name) => {
    const { errata, rejects } = await read(readFileSync(join(folder, name)))
    expect(errata.map((erratum) => erratum.name)).toEqual(['CEBA-2005:169'])
    expect(errata[0]?.fixes).toMatchObject([
      { name: 'up2date-gnome', release: '4', arches: ['i386'] },
      { name: 'up2date', release: '4', arches: ['x86_64'] },
    ])
    // CEEA-2011--0457 names neither a release nor a package
    expect(rejects.map(({ text }) => text)).toEqual(name === 'errata-snippet-1.xml' ? ['CEEA-2011:0457'] : [])
  })
})

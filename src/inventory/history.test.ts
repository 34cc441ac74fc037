import { expect, test } from 'vitest'
import type { PackageType } from '../model/package.ts'
import { toPackageEvents } from './history.ts'

const period = { from: 1000, to: 2000 }

/** `name version arch`, of family deb unless told. */
const p = (
  text: string,
  more: { type?: PackageType; category?: string; epoch?: string; installTime?: number } = {},
) => {
  const [name = '', version = '', arch = 'amd64'] = text.split(' ')
  return {
    type: 'deb' as PackageType,
    category: '',
    epoch: '',
    release: '',
    installTime: 0,
    ...more,
    name,
    version,
    arch,
  }
}

const table: [string, ReturnType<typeof p>[], ReturnType<typeof p>[], string[]][] = [
  ['an upgrade', [p('a 2')], [p('a 1')], ['upgraded a amd64 1 -> 2']],
  ['10 is higher than 9', [p('a 10')], [p('a 9')], ['upgraded a amd64 9 -> 10']],
  ['a downgrade', [p('a 1~rc')], [p('a 1')], ['downgraded a amd64 1 -> 1~rc']],
  ['one more and one less', [p('b 1')], [p('a 1')], ['removed a amd64 1 -> ', 'installed b amd64  -> 1']],
  [
    'two architectures',
    [p('a 2'), p('a 2 i386')],
    [p('a 1'), p('a 1 i386')],
    ['upgraded a amd64 1 -> 2', 'upgraded a i386 1 -> 2'],
  ],
  ['from all to an architecture', [p('a 2')], [p('a 1 all')], ['upgraded a amd64 1 -> 2']],
  [
    'from one architecture to another',
    [p('a 2 i386')],
    [p('a 1')],
    ['installed a i386  -> 2', 'removed a amd64 1 -> '],
  ],
  [
    'kernels beside each other',
    [p('k 4'), p('k 5')],
    [p('k 1')],
    ['installed k amd64  -> 4', 'installed k amd64  -> 5', 'removed k amd64 1 -> '],
  ],
  [
    'gentoo: another slot is another package',
    [p('python 3.12.1', { type: 'gentoo', category: 'dev-lang', epoch: '3.12' })],
    [p('python 3.11.4', { type: 'gentoo', category: 'dev-lang', epoch: '3.11' })],
    ['installed dev-lang/python amd64  -> 3.12.1', 'removed dev-lang/python amd64 3.11.4 -> '],
  ],
]
test('the oldest kernel goes when a new one comes, and others stay: that is no upgrade', () => {
  const events = toPackageEvents([p('k 4'), p('a 2')], [p('k 1'), p('a 1')], period, [p('k 3'), p('a 1 i386')])
  expect(events.map((e) => `${e.kind} ${e.name} ${e.old} -> ${e.new}`)).toEqual([
    'upgraded a 1 -> 2',
    'installed k  -> 4',
    'removed k 1 -> ',
  ])
})

test.each(table)('%s', (_, added, removed, expected) => {
  const events = toPackageEvents(added, removed, period)
  expect(events.map((e) => `${e.kind} ${e.name} ${e.arch} ${e.old} -> ${e.new}`)).toEqual(expected)
})

test('it happened when the host says, if that was between the two reports', () => {
  const at = (installTime: number) => toPackageEvents([p('a 1', { installTime })], [], period)[0]!.at
  expect([at(0), at(900), at(1500), at(2000), at(2001)]).toEqual([2000, 2000, 1500, 2000, 2000])
})

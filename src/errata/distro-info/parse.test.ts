import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { toPieces } from '../../../tests/support/pieces.ts'
import type { DistroRelease } from '../../model/distro-release.ts'
import { parseDistroInfo } from './parse.ts'

async function read(text: string, distribution: DistroRelease['distribution'] = 'debian', size?: number) {
  const [releases, rejects] = [[] as DistroRelease[], [] as string[]]
  for await (const part of parseDistroInfo(toPieces(text, size), 'list', distribution)) {
    releases.push(...part.releases)
    rejects.push(...part.rejects.map(({ position, reason }) => `${position} ${reason}`))
  }
  return { releases, rejects }
}

const HEAD = 'version,codename,series,created,release,eol,eol-lts,eol-elts\n'

test.each([1, 1000])('releases with the days on which they came and end (pieces of %i bytes)', async (size) => {
  const text = `${HEAD}12,Bookworm,bookworm,2021-08-14,2023-06-10,2026-06-10,2028-06-30,2033-06-30\n,Sid,sid,1993-08-16\n`
  const { releases, rejects } = await read(text, 'debian', size)
  expect(rejects).toEqual([])
  expect(releases).toEqual([
    {
      ...{ distribution: 'debian', series: 'bookworm', version: '12', title: 'Bookworm' },
      releasedAt: Date.UTC(2023, 5, 10),
      endsAt: Date.UTC(2028, 5, 30),
      extendedAt: Date.UTC(2033, 5, 30),
    },
    expect.objectContaining({ series: 'sid', version: '', releasedAt: 0, endsAt: 0, extendedAt: 0 }),
  ])
})

test('a row that cannot be used is a reject', async () => {
  const { releases, rejects } = await read(
    `${HEAD}12,B,bookworm,2021-08-14,soon\n13,T,,2023-06-10\n14,F,forky,2025-08-09\n`,
  )
  expect(releases.map(({ series }) => series)).toEqual(['forky'])
  expect(rejects).toEqual(['2 Its release is no day.', '3 It has no code name.'])
})

test.each([
  ['nothing', '', /empty/],
  ['another list', 'a,b\n1,2\n', /no columns version, series/],
])('%s is refused', async (_, text, reason) => {
  await expect(read(text)).rejects.toThrow(reason)
})

const folder = join(import.meta.dirname, '../../../../shared/data/deb/distro-info')
const missing = !existsSync(folder)

describe.skipIf(missing)(`the real lists${missing ? ' (skipped: no shared data)' : ''}`, () => {
  test.each([
    ['debian', 22, 'bullseye', '2026-08-31'],
    ['ubuntu', 45, 'focal', '2025-05-29'],
  ] as const)('%s', async (distribution, count, series, end) => {
    const { releases, rejects } = await read(readFileSync(join(folder, `${distribution}.csv`), 'utf8'), distribution)
    expect(rejects).toEqual([])
    expect(releases).toHaveLength(count)
    const found = releases.find((one) => one.series === series)
    expect(new Date(found?.endsAt ?? 0).toISOString().slice(0, 10)).toBe(end)
  })
})

import { expect, test } from 'vitest'
import { forEachDatabase } from '../../tests/support/databases.ts'
import type { PackageType } from '../model/package.ts'
import { migrate } from './migrate.ts'
import { type Db, openDatabase } from './open.ts'
import { type PackageRow, upsertPackages } from './packages-write.ts'

const row = (name: string, version: string, more: Partial<PackageRow> = {}): PackageRow => ({
  type: 'deb' as PackageType,
  category: '',
  name,
  epoch: '',
  version,
  release: '1',
  arch: 'amd64',
  source: '',
  sourceVersion: '',
  sortKey: new Uint8Array([1, 0, 255]),
  ...more,
})

const write = (db: Db, rows: PackageRow[]) => db.transaction((tx) => upsertPackages(tx, rows))
const packages = (db: Db) => db.query.selectFrom('package').selectAll().orderBy('id').execute()

forEachDatabase('package rows', (databases) => {
  test('ids come in the order given, twice the same, and for one package named twice', async () => {
    const db = await databases.open()
    const rows = [row('zlib', '1.2'), row('bash', '5.2'), row('zlib', '1.2'), row('bash', '5.1')]
    const first = await write(db, rows)
    expect(first[0]).toBe(first[2])
    expect(new Set(first).size).toBe(3)
    expect(await write(db, rows)).toEqual(first)
    expect(await write(db, [rows[3]!, rows[0]!])).toEqual([first[3], first[0]])
    expect(await packages(db)).toHaveLength(3)
  })

  test('each part of the key makes another package', async () => {
    const db = await databases.open()
    const parts: Partial<PackageRow>[] = [
      {},
      { arch: 'i386' },
      { epoch: '1' },
      { release: '' },
      { type: 'gentoo' },
      { category: 'app-shells' },
      { version: '5.2~rc1' },
      { name: 'Bash' },
    ]
    const rows = parts.map((part) => row('bash', '5.2', part))
    const ids = await write(db, rows)
    expect(new Set(ids).size).toBe(parts.length)
    expect(await write(db, rows)).toEqual(ids)
  })

  test('source facts and sort keys are kept; a source that was not known is filled in, a known one stays', async () => {
    const db = await databases.open()
    await write(db, [row('libssl3', '3.0'), row('curl', '8', { source: 'curl', sourceVersion: '8-1' })])
    await write(db, [
      row('libssl3', '3.0', { source: 'openssl', sourceVersion: '3.0-1' }),
      row('curl', '8', { source: 'other', sourceVersion: '9' }),
    ])
    const stored = (await packages(db)).map((p) => [p.source, p.source_version, [...p.sort_key]])
    expect(stored).toEqual(
      expect.arrayContaining([
        ['openssl', '3.0-1', [1, 0, 255]],
        ['curl', '8-1', [1, 0, 255]],
      ]),
    )
  })

  test('nothing given, nothing written', async () => {
    const db = await databases.open()
    expect(await write(db, [])).toEqual([])
  })

  test('two thousand at a time, by two writers at once, each package once', async () => {
    const url = await databases.createUrl()
    const [a, b] = [openDatabase(url), openDatabase(url)]
    await migrate(a)
    const rows = Array.from({ length: 2000 }, (_, i) => row(`p${i % 1500}`, `1.${i}`))
    const [idsOfA, idsOfB] = await Promise.all([write(a, rows), write(b, [...rows].reverse())])
    expect(idsOfB!.reverse()).toEqual(idsOfA)
    expect(await packages(a)).toHaveLength(2000)
    await Promise.all([a.close(), b.close()])
  })
})

import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { migrate } from '../src/db/migrate.ts'
import { openDatabase } from '../src/db/open.ts'
import { rowSource } from '../src/db/row-source.ts'
import { forEachDatabase } from './support/databases.ts'
import { insertedRows } from './support/rows.ts'

forEachDatabase('storage', (databases) => {
  test('a migration that fails leaves the schema as it was', async () => {
    const db = await databases.open()
    const broken = () => ['create table half_made (id integer)', 'this is no statement']
    const migrations = { '0001-initial': () => [], '0002-broken': broken }
    await expect(migrate(db, migrations)).rejects.toThrow()
    await expect(sql`select * from half_made`.execute(db.query)).rejects.toThrow(/half_made/)
    await migrate(db)
  })

  test('several processes may migrate at once', async () => {
    const url = await databases.createUrl()
    const opened = Array.from({ length: 4 }, () => openDatabase(url))
    await Promise.all(opened.map((db) => migrate(db)))
    expect(await opened[0]!.query.selectFrom('host').selectAll().execute()).toEqual([])
    await Promise.all(opened.map((db) => db.close()))
  })

  test('rows go in by the thousand, conflicts are left alone, bytes and sixty-four bit numbers come back', async () => {
    const db = await databases.open()
    const columns = { name: 'text' } as const
    const names = Array.from({ length: 3000 }, (_, i) => [`p${i}`])
    const written = await db.transaction((tx) => tx.insertMany('package_name', columns, names))
    expect(written).toBe(3000)
    expect(
      await db.transaction((tx) =>
        tx.insertMany('package_name', columns, [['p1'], ['new "quoted" \u0000é'.replace('\u0000', '')]]),
      ),
    ).toBe(1)
    const time = 1_763_800_000_000
    await db.transaction((tx) => tx.insertMany('schedule_run', { kind: 'text', due_at: 'int' }, [['x', time]]))
    expect(await insertedRows(db, 'schedule_run')).toEqual([{ kind: 'x', due_at: time }])
  })

  test('rows from memory join', async () => {
    const db = await databases.open()
    await db.transaction((tx) => tx.insertMany('package_name', { name: 'text' }, [['bash'], ["o'neil"]]))
    const source = rowSource(db, 'k', { name: 'text', rank: 'int' }, [
      ['bash', 7],
      ["o'neil", 8],
      ['none', 9],
    ])
    const found = await sql<{ name: string; rank: number }>`
      select p.name, k.rank from ${source} join package_name p on p.name = k.name order by p.name`.execute(db.query)
    expect(found.rows).toEqual([
      { name: 'bash', rank: 7 },
      { name: "o'neil", rank: 8 },
    ])
  })

  test('what a failed transaction wrote is gone', async () => {
    const db = await databases.open()
    const failing = db.transaction(async (tx) => {
      await tx.insertMany('package_name', { name: 'text' }, [['ghost']])
      throw new Error('stop')
    })
    await expect(failing).rejects.toThrow('stop')
    expect(await insertedRows(db, 'package_name')).toEqual([])
  })

  test('text sorts by its bytes', async () => {
    const db = await databases.open()
    await db.transaction((tx) => tx.insertMany('package_name', { name: 'text' }, [['a'], ['B'], ['é'], ['Z'], ['_']]))
    const rows = await db.query.selectFrom('package_name').select('name').orderBy('name').execute()
    expect(rows.map((row) => row.name)).toEqual(['B', 'Z', '_', 'a', 'é'])
  })

  test('two writers on one database wait for each other', async () => {
    const url = await databases.createUrl()
    const [a, b] = [openDatabase(url), openDatabase(url)]
    await migrate(a)
    const write = (db: typeof a, prefix: string) =>
      Promise.all(
        Array.from({ length: 20 }, (_, i) =>
          db.transaction((tx) => tx.insertMany('package_name', { name: 'text' }, [[`${prefix}${i}`]])),
        ),
      )
    await Promise.all([write(a, 'a'), write(b, 'b')])
    expect((await insertedRows(a, 'package_name')).length).toBe(40)
    await Promise.all([a.close(), b.close()])
  })
})

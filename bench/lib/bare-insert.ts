import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ColumnKind } from '../../src/db/insert-many.ts'
import { migrate } from '../../src/db/migrate.ts'
import { type Db, openDatabase } from '../../src/db/open.ts'
import type { Candidate } from '../../src/model/candidate.ts'
import { fullVersion } from '../../src/model/package.ts'
import { schemeOf, sortKey } from '../../src/versions/scheme.ts'
import { type Measured, measure } from './measure.ts'

/** What it takes to put sets of candidates into their tables by nothing but inserts, in transactions of the usual size. */
export function measureBareInsert(sets: readonly Candidate[][]): Promise<Measured<void>> {
  const rows = new Rows()
  const batches = sets.flatMap((candidates, set) => {
    const starts = Array.from({ length: Math.ceil(candidates.length / BATCH) }, (_, i) => i * BATCH)
    return starts.map((start) => rows.toBatch(candidates.slice(start, start + BATCH), set + 1))
  })
  return onFreshDatabase((db) =>
    measure(async () => {
      for (const batch of batches) {
        await db.transaction(async (tx) => {
          for (const table of Object.keys(TABLES) as (keyof Batch)[]) {
            if (batch[table].length > 0) await tx.insertMany(table, TABLES[table], batch[table])
          }
        })
      }
    }),
  )
}

export async function onFreshDatabase<T>(run: (db: Db) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'patchman-bench-repos-'))
  const db = openDatabase(`sqlite:${join(folder, 'patchman.db')}`)
  try {
    await migrate(db)
    return await run(db)
  } finally {
    await db.close()
    rmSync(folder, { recursive: true })
  }
}

const BATCH = 2000

const TABLES = {
  vendor: { id: 'int', name: 'text' },
  package_name: { id: 'int', name: 'text' },
  package: {
    ...{ id: 'int', name_id: 'int', type: 'text', epoch: 'text', version: 'text', release: 'text', arch: 'text' },
    ...{ sort_key: 'bytes', source: 'text', source_version: 'text' },
  },
  package_set_entry: { package_id: 'int', set_id: 'int', phased: 'int', vendor_id: 'int' },
  set_obsolete: { name_id: 'int', set_id: 'int', package_id: 'int', relation: 'text', version: 'text' },
} satisfies Record<string, Record<string, ColumnKind>>

type Batch = Record<keyof typeof TABLES, unknown[][]>

/** Rows with the ids that they will have, without those that an earlier batch has. */
class Rows {
  readonly #names = new Map<string, number>()
  readonly #packages = new Map<string, number>()
  readonly #vendors = new Map([['', 0]])

  toBatch(candidates: readonly Candidate[], set: number): Batch {
    const batch: Batch = { vendor: [], package_name: [], package: [], package_set_entry: [], set_obsolete: [] }
    for (const c of candidates) {
      const nameId = toId(this.#names, c.name, batch.package_name, 1)
      const vendorId = toId(this.#vendors, c.vendor, batch.vendor, 0)
      const full = fullVersion(c)
      const key = `${c.name} ${full} ${c.arch}`
      const id = this.#packages.get(key) ?? this.#packages.size + 1
      const version = [c.type, c.epoch, c.version, c.release, c.arch, sortKey(schemeOf(c.type), full)]
      if (!this.#packages.has(key)) batch.package.push([id, nameId, ...version, c.source, c.sourceVersion])
      this.#packages.set(key, id)
      batch.package_set_entry.push([id, set, c.phased, vendorId])
      for (const { name, relation, version: than } of c.obsoletes) {
        batch.set_obsolete.push([toId(this.#names, name, batch.package_name, 1), set, id, relation, than])
      }
    }
    return batch
  }
}

function toId(ids: Map<string, number>, text: string, rows: unknown[][], first: number): number {
  const known = ids.get(text)
  if (known !== undefined) return known
  const id = ids.size + first
  ids.set(text, id)
  rows.push([id, text])
  return id
}

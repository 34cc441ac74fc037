import { insertSetDefaults, insertSetModules, type ModuleRow } from '../../db/module-set-build.ts'
import { type ModuleDefault, type ModuleStream, moduleId } from '../../model/module.ts'
import { fullVersion } from '../../model/package.ts'
import { type Reject, toReject } from '../../model/reject.ts'
import { toStorable } from '../../model/storable-text.ts'
import { schemeOf, sortKey } from '../../versions/scheme.ts'
import type { ParsedModules, RepoFormat } from '../format.ts'
import { findKeyFault, findNameFault } from '../key-fault.ts'
import type { BuildDeps } from './deps-service.ts'
import { asItems, type SetInMaking } from './set-in-making.ts'

/** Streams and their artifacts of a transaction. */
const BATCH = 2000

export async function fillModules(
  { db, clock }: BuildDeps,
  set: SetInMaking,
  format: RepoFormat,
  pieces: AsyncIterable<Buffer>,
): Promise<void> {
  if (!format.parseModules) throw new Error('the format has no modules')
  const defaults: ModuleDefault[] = []
  const parts = keepDefaults(format.parseModules(pieces, set.section), defaults)
  await set.fill(
    asItems(parts, (part) => part.modules),
    {
      weigh: (module) => 1 + module.artifacts.length,
      weight: BATCH,
      findFault: (module) =>
        NAMES.map((name) => findNameFault(module[name] || '-')).find((fault) => fault !== '') ?? '',
      name: (module) => moduleId(module),
      write: (batch) => {
        const rows = batch.map((module) => toRow(module, set))
        return insertSetModules(db, set.id, rows, clock())
      },
    },
  )
  const usable = defaults.filter(({ name, stream }) => findNameFault(name) === '' && findNameFault(stream) === '')
  if (usable.length > 0) await insertSetDefaults(db, set.id, usable, clock())
}

const NAMES = ['name', 'stream', 'version', 'context', 'arch'] as const

/** They are few, and written in the end. */
async function* keepDefaults(
  parts: AsyncIterable<ParsedModules>,
  defaults: ModuleDefault[],
): AsyncGenerator<ParsedModules, void> {
  for await (const part of parts) {
    defaults.push(...part.defaults)
    yield part
  }
}

function toRow(module: ModuleStream, set: SetInMaking): ModuleRow {
  const rejects: Reject[] = []
  const artifacts = module.artifacts.flatMap((key) => {
    const fault = findKeyFault(key)
    if (fault === '') {
      const row = { source: '', sourceVersion: '', sortKey: sortKey(schemeOf(key.type), fullVersion(key)) }
      return [{ ...key, ...row }]
    }
    rejects.push(toReject(set.section, 0, `${moduleId(module)}: ${key.name}`, fault))
    return []
  })
  set.reject(rejects)
  return { ...module, summary: toStorable(module.summary, 1000), artifacts }
}

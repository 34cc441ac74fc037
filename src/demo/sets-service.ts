import type { Db } from '../db/open.ts'
import type { ModuleDefault, ModuleStream } from '../model/module.ts'
import type { PartKind } from '../model/part.ts'
import { toReject } from '../model/reject.ts'
import { type BuiltSet, buildSet } from '../repos/build-service.ts'
import type { RepoFormat } from '../repos/format.ts'
import type { FleetRepo } from './fleet-repos.ts'

export type DemoSets = Partial<Record<PartKind, BuiltSet>>

/**
 * Builds the sets of a made-up repository aside, as a refresh does with what it has parsed. Of the parts that it has,
 * unless told which. `checksum`: 64 digits.
 */
export async function buildDemoSets(
  db: Db,
  repo: FleetRepo,
  { checksum, now }: { checksum: string; now: number },
  kinds: readonly PartKind[] = ['packages', 'modules', 'errata'],
): Promise<DemoSets> {
  const has: Record<PartKind, boolean> = {
    ...{ packages: true, modules: repo.modules.length > 0, errata: repo.errata.length > 0 },
  }
  const sets: DemoSets = {}
  for (const kind of kinds.filter((one) => has[one])) {
    const own = kind === 'packages' ? checksum : `${kind[0]}${checksum.slice(1)}`
    const part = { kind, pieces: nothing(), section: 'Packages', checksum: own }
    sets[kind] = await buildSet({ db, clock: () => now }, toFormat(repo), part)
  }
  return sets
}

/** Its parsers give what was made up, whatever they read. */
function toFormat(repo: FleetRepo): RepoFormat {
  const once = async function* <Part>(part: Part) {
    yield part
  }
  const rejects = repo.rejects.map((text, i) => toReject('Packages', 17 + i * 40, text, 'the stanza has no Version'))
  return {
    discover: () => Promise.reject(new Error('it is nowhere')),
    parsePackages: () => once({ candidates: repo.candidates(), rejects }),
    parseModules: () => once({ modules: [...repo.modules], defaults: toDefaults(repo.modules), rejects: [] }),
    parseErrata: () => once({ errata: [...repo.errata], rejects: [] }),
    findReleases: () => (repo.release === '' ? [] : [repo.release]),
  }
}

/** The last build of each module is in its default stream. */
function toDefaults(modules: readonly ModuleStream[]): ModuleDefault[] {
  return [...new Map(modules.map(({ name, stream }) => [name, { name, stream }])).values()]
}

async function* nothing(): AsyncGenerator<Buffer, void> {}

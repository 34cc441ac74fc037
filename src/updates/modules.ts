import type { ModuleRequirement } from '../model/module.ts'
import type { SourceGroup } from './sources.ts'

/** The default streams of modules, by set. */
export type ModuleDefaults = ReadonlyMap<number, readonly { name: string; stream: string }[]>

/** Which streams are active on the hosts of a group: the enabled one of a module, else its default. */
export class ModuleState {
  readonly #group: SourceGroup
  readonly #defaults: ReadonlyMap<string, string>
  readonly #sets: ReadonlySet<number>

  constructor(group: SourceGroup, defaults: ModuleDefaults) {
    this.#group = group
    this.#sets = new Set(group.moduleSetIds)
    this.#defaults = joinDefaults(group.moduleSetIds.flatMap((setId) => defaults.get(setId) ?? []))
  }

  /** Whether one of the group's repositories has this set. */
  has(setId: number): boolean {
    return this.#sets.has(setId)
  }

  /** '' for none. */
  activeStream(module: string): string {
    const { streams, disabledModules } = this.#group
    return streams.get(module) ?? (disabledModules.has(module) ? '' : (this.#defaults.get(module) ?? ''))
  }

  /** Whether the host can have a build that was made for these streams of other modules: as far as those are active. */
  suits(requires: readonly ModuleRequirement[]): boolean {
    return (
      requires.length === 0 ||
      requires.some((one) => Object.entries(one).every(([name, streams]) => this.#allows(name, streams)))
    )
  }

  #allows(module: string, streams: readonly string[]): boolean {
    const active = this.activeStream(module)
    if (active === '' || streams.includes(active)) return true
    return streams.every((stream) => stream.startsWith('-')) && !streams.includes(`-${active}`)
  }

  /** `name:stream` */
  isActive(moduleStream: string): boolean {
    const colon = moduleStream.indexOf(':')
    const stream = moduleStream.slice(colon + 1)
    return stream !== '' && this.activeStream(moduleStream.slice(0, colon)) === stream
  }
}

/** Repositories that name different defaults for a module leave it without one: libmodulemd's merging. */
function joinDefaults(rows: readonly { name: string; stream: string }[]): Map<string, string> {
  const joined = new Map<string, string>()
  for (const { name, stream } of rows) joined.set(name, joined.has(name) && joined.get(name) !== stream ? '' : stream)
  return joined
}

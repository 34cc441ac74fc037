import type { ModuleRequirement } from '../model/module.ts'
import { allows, findActiveStreams, type ModuleNeed } from './active-streams.ts'
import type { SourceGroup } from './sources.ts'

/** What sets say of modules, by set. */
export interface ModuleFacts {
  defaults: ReadonlyMap<number, readonly { name: string; stream: string }[]>
  /** Builds of streams, where some are made for streams of other modules. */
  needs: ReadonlyMap<number, readonly ModuleNeed[]>
}

/** Which streams are active on the hosts of a group. */
export class ModuleState {
  readonly #active: ReadonlyMap<string, string>
  readonly #sets: ReadonlySet<number>

  constructor({ moduleSetIds, streams, disabledModules }: SourceGroup, { defaults, needs }: ModuleFacts) {
    this.#sets = new Set(moduleSetIds)
    this.#active = findActiveStreams({
      enabled: streams,
      disabled: disabledModules,
      defaults: joinDefaults(moduleSetIds.flatMap((setId) => defaults.get(setId) ?? [])),
      needs: moduleSetIds.flatMap((setId) => needs.get(setId) ?? []),
    })
  }

  /** Whether one of the group's repositories has this set. */
  has(setId: number): boolean {
    return this.#sets.has(setId)
  }

  /** '' for none. */
  activeStream(module: string): string {
    return this.#active.get(module) ?? ''
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
    return active === '' || allows(streams, active)
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

import type { ModuleRequirement } from '../model/module.ts'

/** A build of a module stream, and what it was made for: any of these. */
export interface ModuleNeed {
  name: string
  stream: string
  requires: readonly ModuleRequirement[]
}

export interface StreamChoice {
  /** By module. */
  enabled: ReadonlyMap<string, string>
  disabled: ReadonlySet<string>
  defaults: ReadonlyMap<string, string>
  needs: readonly ModuleNeed[]
}

/**
 * The active streams of modules, as dnf has them: what the host enabled, else what an active stream needs of another
 * module (also against that one's default, and so on from there), else the default. A default stream that needs what is
 * disabled, or another stream than the enabled one, is not active.
 */
export function findActiveStreams({ enabled, disabled, defaults, needs }: StreamChoice): ReadonlyMap<string, string> {
  const chosen = new Map(enabled)
  const builds = Map.groupBy(needs, ({ name, stream }) => `${name}:${stream}`)
  const currentOf = (module: string) => chosen.get(module) ?? (disabled.has(module) ? '' : (defaults.get(module) ?? ''))
  const isMet = (one: ModuleRequirement) => {
    return Object.entries(one).every(([module, streams]) => {
      const current = currentOf(module)
      return current === '' ? !streams.some(isNamed) : allows(streams, current)
    })
  }
  const canChoose = (one: ModuleRequirement) => {
    return Object.entries(one).every(([module, streams]) => {
      const fixed = chosen.get(module)
      return fixed === undefined ? !disabled.has(module) : allows(streams, fixed)
    })
  }
  const waiting: [module: string, stream: string][] = []
  /** Whether all that a stream needs can be chosen; it is then. */
  const choose = (module: string, stream: string): boolean => {
    const options = (builds.get(`${module}:${stream}`) ?? []).flatMap(({ requires }) => {
      return requires.length === 0 ? [NOTHING] : requires
    })
    if (options.length === 0 || options.some(isMet)) return true
    const option = options.find(canChoose)
    if (!option) return false
    const added = Object.entries(option).flatMap(([name, streams]): [string, string][] => {
      const wanted = streams.find(isNamed)
      return chosen.has(name) || wanted === undefined || allows(streams, currentOf(name)) ? [] : [[name, wanted]]
    })
    for (const [name, wanted] of added) chosen.set(name, wanted)
    waiting.push(...added)
    return true
  }
  const activate = (module: string, stream: string): boolean => {
    const isActive = choose(module, stream)
    for (let next = waiting.pop(); next; next = waiting.pop()) choose(...next)
    return isActive
  }
  for (const [module, stream] of enabled) activate(module, stream)
  const byDefault = [...defaults].filter(([module, stream]) => stream !== '' && !disabled.has(module)).sort()
  const possible = byDefault.filter(([module, stream]) => !chosen.has(module) && activate(module, stream))
  return new Map([...possible, ...chosen])
}

const NOTHING: ModuleRequirement = {}

const isNamed = (stream: string) => !stream.startsWith('-')

/** An empty list is any stream; `-1` any but that. */
export function allows(streams: readonly string[], stream: string): boolean {
  return streams.includes(stream) || (!streams.some(isNamed) && !streams.includes(`-${stream}`))
}

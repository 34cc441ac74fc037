import type { PackageKey } from './package.ts'

/** One build of a module stream, known by name, stream, version, context and arch. All of them are text: `1.10` is not `1.1`. */
export interface ModuleStream {
  name: string
  stream: string
  version: string
  context: string
  arch: string
  /** One line for people; '' where there is none. */
  summary: string
  /** The packages that belong to it; they need not be in the repository. */
  artifacts: PackageKey[]
  /** Streams of other modules that it was built for: one of these, each with all of its modules; []: for any. */
  requires: readonly ModuleRequirement[]
}

/** By module: the streams that will do, `-stream` for one that will not; [] for any. Without the platform. */
export type ModuleRequirement = Readonly<Record<string, readonly string[]>>

/** The stream of a module that is active on hosts that chose none. */
export interface ModuleDefault {
  name: string
  stream: string
}

/** What makes a build of a stream one and the same. */
export type ModuleKey = Pick<ModuleStream, 'name' | 'stream' | 'version' | 'context' | 'arch'>

/** `name:stream:version:context:arch`, as dnf writes it. */
export function moduleId({ name, stream, version, context, arch }: ModuleKey): string {
  return [name, stream, version, context, arch].join(':')
}

/** The reverse of `moduleId`; undefined for what is none. */
export function parseModuleId(text: string): ModuleKey | undefined {
  const parts = text.split(':')
  const [name, stream, version, context, arch] = parts
  if (parts.length !== 5 || !name || stream === undefined || version === undefined) return undefined
  return { name, stream, version, context: context ?? '', arch: arch ?? '' }
}

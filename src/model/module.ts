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
}

/** The stream of a module that is active on hosts that chose none. */
export interface ModuleDefault {
  name: string
  stream: string
}

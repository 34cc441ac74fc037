import type { LoadedConfig } from '../config/config.ts'

/** What a command sees of the process that it runs in. */
export interface World {
  argv: string[]
  env: Record<string, string | undefined>
  cwd: string
  stdin: NodeJS.ReadStream
  stdout: NodeJS.WriteStream
  stderr: NodeJS.WriteStream
  /** Runs the server until it is told to end. */
  serve(loaded: LoadedConfig, options: ServeOptions): Promise<number>
}

export interface ServeOptions {
  /** On a throwaway database with a generated fleet. */
  demo: boolean
}

/** Exit codes of every command. */
export const EXIT = {
  ok: 0,
  /** Something failed; what did not is done. */
  failed: 1,
  /** Wrong usage, or a setting that is unknown or ill-typed: nothing was done. */
  usage: 2,
} as const

/** What the user can put right; one line on standard error. */
export class CliError extends Error {
  readonly exitCode: number

  constructor(message: string, exitCode: number = EXIT.failed) {
    super(message)
    this.exitCode = exitCode
  }
}

import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

const MAIN = join(import.meta.dirname, '../../src/main.ts')

export interface Ran {
  code: number | null
  out: string
  err: string
}

export interface RunOptions {
  cwd: string
  env?: Record<string, string>
  input?: string
}

/** Runs `patchman …` as a process of its own, in `cwd`, with no setting of the environment but `env`. */
export async function runProgram(args: string[], options: RunOptions): Promise<Ran> {
  const child = start(args, options)
  child.stdin?.end(options.input ?? '')
  const output = collect(child)
  const code = await exitOf(child)
  return { code, ...output() }
}

export interface Served {
  /** `http://127.0.0.1:<port>` */
  address: string
  /** All that was printed up to then. */
  greeting: string
  pid: number
  /** When it has ended, by whatever. */
  exited: Promise<number | null>
  /** Sends the signal and answers the exit code and how long it took. */
  stop(signal?: NodeJS.Signals): Promise<{ code: number | null; ms: number; err: string }>
}

/** Starts `patchman serve` on a free port and waits until it listens. Stop it. */
export async function serveProgram(args: string[], options: RunOptions): Promise<Served> {
  const child = start(['serve', '--port', '0', ...args], options)
  const output = collect(child)
  const exited = exitOf(child)
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', () => {
      const found = /^ {2}address +(\S+)$/m.exec(output().out)?.[1]
      if (found) resolve(found)
    })
    void exited.then((code) => reject(new Error(`the server ended with ${code}: ${output().err}`)))
  })
  return {
    address,
    get greeting() {
      return output().out
    },
    pid: child.pid as number,
    exited,
    async stop(signal = 'SIGTERM') {
      const before = performance.now()
      child.kill(signal)
      const code = await exited
      return { code, ms: performance.now() - before, err: output().err }
    },
  }
}

function start(args: string[], { cwd, env = {} }: RunOptions): ChildProcess {
  const cache = process.env.NODE_COMPILE_CACHE
  const own = {
    PATH: process.env.PATH ?? '',
    HOME: process.env.HOME ?? '',
    TZ: 'UTC',
    ...(cache && { NODE_COMPILE_CACHE: cache }),
  }
  return spawn(process.execPath, [MAIN, ...args], { cwd, env: { ...own, ...env }, stdio: 'pipe' })
}

function collect(child: ChildProcess): () => { out: string; err: string } {
  const text = { out: '', err: '' }
  child.stdout?.setEncoding('utf8').on('data', (chunk) => (text.out += chunk))
  child.stderr?.setEncoding('utf8').on('data', (chunk) => (text.err += chunk))
  return () => ({ ...text })
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.on('close', (code) => resolve(code)))
}

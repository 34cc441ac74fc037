import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'

export interface ServerProcess {
  url: string
  pid: number
  /** What it wrote to standard output and error so far. */
  output(): string
  /** Sends the signal and waits for the end. */
  stop(signal: NodeJS.Signals): Promise<number | null>
}

export interface ServerOptions {
  /** Data folder. */
  folder: string
  /** Settings beside the defaults of tests: no schedule, no keys, anonymous reading. */
  env?: Record<string, string>
}

const ROOT = join(import.meta.dirname, '../..')
const START_MS = 60_000

/** Starts the real program on a free loopback port and waits until it is ready. */
export async function startServer({ folder, env = {} }: ServerOptions): Promise<ServerProcess> {
  const port = await findFreePort()
  const child = spawn(process.execPath, [join(ROOT, 'src/main.ts'), 'serve'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...serverEnv(folder), PATCHMAN_HOST: '127.0.0.1', PATCHMAN_PORT: String(port), ...env },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text))
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const url = `http://127.0.0.1:${port}`
  await waitUntilReady(url, child, () => output)
  return {
    url,
    pid: child.pid as number,
    output: () => output,
    stop: (signal) => {
      child.kill(signal)
      return exited
    },
  }
}

/** The environment of a server or CLI of a test: nothing of the developer's own settings. */
export function serverEnv(folder: string): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    PATCHMAN_DATA_DIR: folder,
    PATCHMAN_SCHEDULE: 'off',
    PATCHMAN_REQUIRE_API_KEY: 'false',
    PATCHMAN_ANONYMOUS_READ: 'true',
    PATCHMAN_ADMIN_PASSWORD: 'correct horse battery staple',
  }
}

async function waitUntilReady(url: string, child: ChildProcess, output: () => string): Promise<void> {
  const deadline = Date.now() + START_MS
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the server ended:\n${output()}`)
    const ready = await fetch(`${url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (ready) return
    if (Date.now() > deadline) {
      child.kill('SIGKILL')
      throw new Error(`the server is not ready after ${START_MS / 1000} s:\n${output()}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => probe.once('listening', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

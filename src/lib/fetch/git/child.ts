import { type ChildProcess, spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { FetchFailure } from '../failure.ts'
import { toGitFailure } from './git-failure.ts'

export interface GitRun {
  /** A folder of its own: the bare repository, and all that git finds as its user's home. */
  folder: string
  /** No file that it writes is larger. */
  maxFileBytes: number
  /** ms since 1970: it is ended then. */
  deadline: number
  signal?: AbortSignal | undefined
  /** For people: where it fetches from. */
  host: string
}

/** Address space, bytes: a repository can ask for much more than it sends. */
const MAX_MEMORY = 2_000_000_000
const MAX_CPU_SECONDS = 300

/** Bounds that the kernel holds, for git and for whatever it starts: sizes of files by POSIX in blocks of 512 bytes. */
const LIMIT = 'ulimit -f "$1"; ulimit -t "$2"; ulimit -v "$3" 2>/dev/null; shift 3; exec "$@"'

/** Nothing of the machine's or a user's settings, no questions, no other way out than http and https. */
const ENVIRONMENT = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_ATTR_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
  GIT_ASKPASS: 'false',
  SSH_ASKPASS: 'false',
  GIT_ALLOW_PROTOCOL: 'http:https',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_OPTIONAL_LOCKS: '0',
  LC_ALL: 'C',
}

/** Whatever else a repository or its server may ask for stays off. */
const CONFIG = {
  'core.hooksPath': '/dev/null',
  'core.symlinks': 'false',
  'core.fsmonitor': 'false',
  'core.bigFileThreshold': '1m',
  'credential.helper': '',
  'fetch.recurseSubmodules': 'false',
  'submodule.recurse': 'false',
  // one file, so that the bound of files is one of everything
  'fetch.unpackLimit': '1',
  'fetch.uriProtocols': '',
  'transfer.bundleURI': 'false',
  'http.followRedirects': 'false',
  'pack.threads': '1',
  'gc.auto': '0',
  'maintenance.auto': 'false',
}

/** Runs git in the folder's repository and gives what it prints. Throws a FetchFailure where it fails, or at the deadline. */
export async function* readGit(run: GitRun, args: string[], config: Record<string, string> = {}) {
  const child = start(run, [...toOptions({ ...CONFIG, ...config }), ...args])
  const ended = waitFor(child)
  const end = () => kill(child)
  const timer = setTimeout(end, Math.max(0, run.deadline - Date.now()))
  run.signal?.addEventListener('abort', end)
  let isRead = false
  try {
    for await (const piece of child.stdout as Readable) yield piece as Buffer
    isRead = true
    const { code, words } = await ended
    run.signal?.throwIfAborted()
    if (Date.now() >= run.deadline) {
      throw new FetchFailure('timeout', `${run.host} did not send the repository in time`, { transient: true })
    }
    if (code !== 0) throw toGitFailure(words, run)
  } finally {
    clearTimeout(timer)
    run.signal?.removeEventListener('abort', end)
    if (!isRead) end()
    await ended
  }
}

/** What git says, of which nothing is wanted. */
export async function runGit(run: GitRun, args: string[], config?: Record<string, string>): Promise<void> {
  for await (const _ of readGit(run, args, config));
}

const toOptions = (config: Record<string, string>) =>
  Object.entries(config).flatMap(([key, value]) => ['-c', `${key}=${value}`])

function start({ folder, maxFileBytes }: GitRun, args: string[]): ChildProcess {
  const bounds = [Math.ceil(maxFileBytes / 512), MAX_CPU_SECONDS, Math.ceil(MAX_MEMORY / 1024)].map(String)
  const env = { ...ENVIRONMENT, PATH: process.env.PATH ?? '/usr/bin:/bin', HOME: folder, GIT_DIR: folder }
  // a group of its own: git's helpers end with it
  return spawn('/bin/sh', ['-c', LIMIT, 'sh', ...bounds, 'git', ...args], {
    ...{ cwd: folder, env, detached: true },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

function kill({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch {
    // it has ended
  }
}

const MAX_WORDS = 20_000

function waitFor(child: ChildProcess): Promise<{ code: number | null; words: string }> {
  let words = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-MAX_WORDS)
  })
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: null, words: error.message }))
    child.on('close', (code) => resolve({ code, words }))
  })
}

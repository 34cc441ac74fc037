import { lstat, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { IsRefused } from '../addresses.ts'
import { findAddresses } from '../agent.ts'
import { tooLarge } from '../body.ts'
import { FetchFailure } from '../failure.ts'
import type { Fetched, GetOptions } from '../fetched.ts'
import { findProxy } from '../no-proxy.ts'
import type { FetchPolicy } from '../policy.ts'
import { type GitRun, readGit, runGit } from './child.ts'
import { REFERENCES, readRemoteHead } from './remote-head.ts'
import { isGitUsable } from './version.ts'

export interface GitContext {
  policy: FetchPolicy
  isRefused: IsRefused
  /** The fetcher's own, for http and https. */
  get(url: string, options: GetOptions): Promise<Fetched>
}

/**
 * The newest state of a git repository as a tar archive, with its commit as the etag. Which commit that is is asked like
 * any other file: one request where it has not changed, redirects and addresses checked. Only then git itself fetches that
 * one commit into a bare repository that is gone afterwards, from the addresses that were checked. Nothing is checked
 * out: what is in it is bytes of an archive, and no hook, submodule or link of it comes to life.
 */
export async function fetchGitTree(context: GitContext, url: string, options: GetOptions): Promise<Fetched> {
  const { policy } = context
  if (!(await isGitUsable())) throw new FetchFailure('no-git', 'the server has no git (2.37 or newer) to read it with')
  const answer = await context.get(
    url.replace(/\/+$/, '') + REFERENCES,
    options.signal ? { signal: options.signal } : {},
  )
  if (answer.status === 'not-modified') return answer
  const { host } = new URL(answer.url)
  const commit = await readRemoteHead(answer.body, answer.contentType, host)
  if (commit === options.etag) return { status: 'not-modified' }
  if (!answer.url.endsWith(REFERENCES)) throw new FetchFailure('bad-response', `${host} redirects to no git repository`)
  const [from, maxBytes] = [answer.url.slice(0, -REFERENCES.length), options.maxBytes ?? policy.maxBytes]
  const deadline = Date.now() + (options.timeoutMs ?? policy.totalTimeoutMs)
  const body = readTree(context, from, commit, { maxFileBytes: maxBytes, deadline, signal: options.signal, host })
  return { status: 'ok', url: from, body, etag: commit, lastModified: '', contentType: 'application/x-tar' }
}

/** An archive is not packed, and each file takes a block of its own and half of another. */
const MAX_GROWTH = 4
const BRANCH = 'refs/heads/newest'

async function* readTree(
  context: GitContext,
  url: string,
  commit: string,
  bounds: Omit<GitRun, 'folder'>,
): AsyncGenerator<Buffer, void> {
  const route = await findRoute(context, new URL(url))
  await removeLeftFolders()
  const folder = await mkdtemp(join(tmpdir(), FOLDER))
  const run = { ...bounds, folder }
  let bytes = 0
  try {
    await runGit(run, ['init', '--bare', '--quiet', '--template='])
    const only = ['--depth=1', '--no-tags', '--no-recurse-submodules', '--no-write-fetch-head', '--quiet']
    await runGit(run, ['fetch', ...only, '--', url, `${commit}:${BRANCH}`], route)
    await checkListing(run)
    for await (const piece of readGit(run, ['archive', '--format=tar', BRANCH])) {
      bytes += piece.length
      if (bytes > run.maxFileBytes * MAX_GROWTH) throw tooLarge(url, run.maxFileBytes * MAX_GROWTH)
      yield piece
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const FOLDER = 'patchman-git-'
/** No transfer takes as long. */
const LEFT_AFTER_MS = 86_400_000

/** Of processes that were killed; those of other users are none of ours. */
async function removeLeftFolders(): Promise<void> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(FOLDER))
  for (const folder of names.map((name) => join(tmpdir(), name))) {
    const found = await lstat(folder).catch(() => undefined)
    if (!found?.isDirectory() || found.uid !== process.getuid?.()) continue
    if (found.mtimeMs < Date.now() - LEFT_AFTER_MS) await rm(folder, { recursive: true, force: true })
  }
}

/** Names of the files of a tree: Gentoo's own has some seven megabytes of them. */
const MAX_LISTING = 32_000_000

/** A folder that holds one other ten times, and so on, is small until somebody lists it: an archive does so in memory. */
async function checkListing(run: GitRun): Promise<void> {
  let bytes = 0
  for await (const piece of readGit(run, ['ls-tree', '-r', '-z', '--name-only', BRANCH])) {
    bytes += piece.length
    if (bytes > MAX_LISTING) throw new FetchFailure('too-large', 'it holds more files than any tree has')
  }
}

/** git's own way out is by a proxy, or to the addresses that the policy allows: whatever the name means a moment later. */
async function findRoute({ policy, isRefused }: GitContext, url: URL): Promise<Record<string, string>> {
  const pace = {
    'http.lowSpeedLimit': String(policy.minRate),
    'http.lowSpeedTime': String(Math.ceil(policy.idleTimeoutMs / 1000)),
  }
  const common = { ...pace, 'http.userAgent': `git/2 ${policy.userAgent}` }
  const proxy = findProxy(policy, url)
  if (proxy !== '') return { ...common, 'http.proxy': proxy }
  const addresses = await findAddresses(url.hostname, isRefused)
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  const pinned = addresses.map((address) => (address.includes(':') ? `[${address}]` : address)).join(',')
  const pin = addresses.length > 0 ? { 'http.curloptResolve': `${url.hostname}:${port}:${pinned}` } : {}
  return { ...common, 'http.proxy': '', ...pin }
}

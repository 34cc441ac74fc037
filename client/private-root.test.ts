import { execFileSync } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseJsonReport } from '../src/reports/json-protocol.ts'
import { CaptureServer, jsonOf } from './testing/capture-server.ts'
import { runScript } from './testing/fake-host.ts'

const CLIENT = join(import.meta.dirname, 'patchman-client')
const generator = join(import.meta.dirname, '..', '..', 'shared', 'oracle', 'gen.py')
const hasTools =
  existsSync(generator) && ['/usr/bin/python3', '/usr/bin/apt-ftparchive', '/usr/bin/dpkg'].every(existsSync)

interface Wanted {
  packages: { name: string; epoch: string; version: string; release: string; arch: string }[]
  repos: { priority: number; urls: string[] }[]
}

/** The real apt and dpkg on made-up hosts, against what their maker says that a report of them holds. */
describe.skipIf(!hasTools)('apt in a private root (needs ../shared/oracle and apt-utils)', () => {
  const server = new CaptureServer()
  beforeAll(() => server.start())
  afterAll(() => server.stop())

  test.each(['pins', 'flat', 'multiarch', 'hold'])('%s', async (kind) => {
    const folder = mkdtempSync(join(tmpdir(), 'client-oracle-'))
    const args = [generator, '--ecosystem', 'deb', '--class', kind, '--seed', '11', '--keep', '--out', folder]
    try {
      execFileSync('/usr/bin/python3', args, { env: { ...process.env, TMPDIR: folder }, stdio: 'ignore' })
      const [root = ''] = globSync(join(folder, 'oracle-*', 'root'))
      const wanted: Wanted = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'))
      const run = await runScript(CLIENT, ['-c', '/dev/null', '-p', '2', '-s', server.url], {
        PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
        APT_CONFIG: join(root, 'oracle.conf'),
        DPKG_ADMINDIR: join(root, 'var/lib/dpkg'),
      })
      expect(run).toMatchObject({ code: 0, stderr: '' })
      const outcome = parseJsonReport(jsonOf(server.requests.at(-1)!))
      const made = parseJsonReport(wanted)
      if ('errors' in outcome || 'errors' in made) throw new Error('refused')
      expect((outcome.report.packages ?? []).map(identity).sort()).toEqual(
        (made.report.packages ?? []).map(identity).sort(),
      )
      const repos = outcome.report.repos ?? []
      expect(repos.map((r) => `${r.priority} ${path(r.urls)}`).sort()).toEqual(
        wanted.repos.map((r) => `${r.priority} ${path(r.urls)}`).sort(),
      )
      expect(outcome.report.packages?.some((p) => p.held)).toBe(kind === 'hold')
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

function identity(p: { name: string; epoch: string; version: string; release: string; arch: string }): string {
  return [p.name, p.epoch, p.version, p.release, p.arch].join(' ')
}

/** The address without the place that it was served at, spelt one way. */
function path([url = '']: string[]): string {
  return url
    .replace(/^(@BASE@|http:\/\/127\.0\.0\.1:\d+)/, '')
    .replace('/./', '/')
    .replace(/\/$/, '')
}

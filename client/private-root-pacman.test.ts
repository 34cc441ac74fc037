import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Report } from '../src/model/report.ts'
import { parseJsonReport } from '../src/reports/json-protocol.ts'
import { CaptureServer, jsonOf } from './testing/capture-server.ts'
import { runScript } from './testing/fake-host.ts'
import { canMake, type MadeHost, makeHost } from './testing/made-host.ts'

const CLIENT = join(import.meta.dirname, 'patchman-client')
const server = new CaptureServer()
beforeAll(() => server.start())
afterAll(() => server.stop())

describe.skipIf(!canMake('/usr/bin/pacman', '/usr/bin/pacman-conf'))(
  'pacman in a private root (needs ../shared/oracle, pacman)',
  () => {
    test.each(['plain', 'repo-order', 'ignore', 'usage'])('%s', async (kind) => {
      const host = makeHost('arch', kind, 11)
      onTestFinished(() => host.remove())
      const config = configure(host)
      const report = await reportOf(host)
      const made = parsed(host.report)
      const rows = (of: Report) =>
        (of.packages ?? []).map((p) => [p.type, p.name, p.epoch, p.version, p.release, p.arch].join(' ')).sort()
      expect(rows(report)).toEqual(rows(made))
      expect(report.os).toBe('Arch Linux')
      const used = (host.expected.repo_order ?? []).filter((id) => isUpgraded(host.expected.repo_usage?.[id]))
      expect(report.repoOrder).toEqual(used)
      expect(report.repos?.map((repo) => `${repo.priority} ${repo.name}`)).toEqual(
        used.map((id, place) => `${place} Arch Linux ${id} x86_64`),
      )
      const ignored = /^IgnorePkg = (.*)$/m.exec(config)?.[1]?.split(' ') ?? []
      expect(report.excludes).toEqual(expect.arrayContaining(ignored))
      const listed = host.expected.updates.filter((u) => u.action !== 'ignored')
      const wanted = listed.map((u) => `${u.name}.${u.arch} ${u.candidate}`)
      expect(report.bugfixUpdates.map((u) => `${u.name}.${u.arch} ${u.version}`).sort()).toEqual(wanted.sort())
      // what an upgrade leaves alone, by name or by group, is what the excludes say
      if (kind !== 'ignore') return
      const excluded = host.expected.updates.filter((u) => report.excludes.some((glob) => matches(glob, u.name)))
      expect(excluded).toEqual(host.expected.updates.filter((u) => u.action !== 'install'))
    })
  },
)

function isUpgraded(usage = 'All'): boolean {
  return /\b(All|Upgrade)\b/.test(usage)
}

function matches(glob: string, name: string): boolean {
  return glob.endsWith('*') ? name.startsWith(glob.slice(0, -1)) : glob === name
}

/** The maker keeps the configuration beside the root; the client looks for it below. */
function configure(host: MadeHost): string {
  const made = dirname(host.root)
  const config = readFileSync(join(made, 'pacman.conf'), 'utf8')
  mkdirSync(join(host.root, 'etc'), { recursive: true })
  writeFileSync(
    join(host.root, 'etc/pacman.conf'),
    config.replace('[options]\n', `[options]\nRootDir = ${host.root}\nDBPath = ${made}/db/\nLogFile = ${made}/log\n`),
  )
  writeFileSync(join(host.root, 'etc/os-release'), 'ID=arch\nNAME="Arch Linux"\nPRETTY_NAME="Arch Linux"\n')
  return config
}

async function reportOf(host: MadeHost): Promise<Report> {
  const run = await runScript(CLIENT, ['-c', '/dev/null', '-p', '2', '-u', '-s', server.url], {
    PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
    PATCHMAN_CLIENT_SYSROOT: host.root,
  })
  expect(run).toMatchObject({ code: 0, stderr: '' })
  const [request] = server.requests.splice(0)
  if (!request) throw new Error('nothing was sent')
  return parsed(jsonOf(request))
}

function parsed(body: unknown): Report {
  const outcome = parseJsonReport(body)
  if ('errors' in outcome) throw new Error(JSON.stringify(outcome.errors))
  return outcome.report
}

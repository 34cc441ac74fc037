import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseFormReport } from '../src/reports/form-protocol.ts'
import { parseJsonReport } from '../src/reports/json-protocol.ts'
import { CaptureServer, formOf, jsonOf } from './testing/capture-server.ts'
import { runScript } from './testing/fake-host.ts'

const CLIENT = join(import.meta.dirname, 'patchman-client')
const hasDpkg = existsSync('/var/lib/dpkg/status') && spawnSync('dpkg-query', ['--version']).status === 0
const environment = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' }

describe.skipIf(!hasDpkg)('this machine (needs dpkg)', () => {
  const server = new CaptureServer()
  beforeAll(() => server.start())
  afterAll(() => server.stop())

  test('reports what dpkg -l lists, and the indexes that apt has; the same by both protocols', async () => {
    const first = await runScript(CLIENT, ['-c', '/dev/null', '-s', server.url], environment)
    const second = await runScript(CLIENT, ['-c', '/dev/null', '-s', server.url, '-p', '2'], environment)
    expect([first.code, second.code]).toEqual([0, 0])
    const outcome = parseJsonReport(jsonOf(server.requests[1]!))
    if ('errors' in outcome) throw new Error(JSON.stringify(outcome.errors))
    const report = parseFormReport(await formOf(server.requests[0]!))
    expect({ ...report, protocol: 2 }).toEqual(outcome.report)
    expect(report.rejects).toEqual([])
    const packages = report.packages ?? []
    expect(packages.map((p) => `${p.name}:${p.arch}`).sort()).toEqual(listedByDpkg())
    expect((report.repos ?? []).flatMap((r) => r.urls).sort()).toEqual(indexesOfApt())
    process.stdout.write(
      `client: ${packages.length} packages, ${first.cpu.toFixed(2)} s and ${second.cpu.toFixed(2)} s of CPU\n`,
    )
    expect(Math.min(first.cpu, second.cpu)).toBeLessThan(2)
  })
})

/** name:arch of the lines of `dpkg -l` whose second letter says that the files are there. */
function listedByDpkg(): string[] {
  const text = execFileSync('dpkg', ['-l'], { encoding: 'utf8', env: { ...environment, LC_ALL: 'C', COLUMNS: '300' } })
  const rows = text.split('\n').filter((line) => /^[a-z][iUFWt]/.test(line))
  return rows
    .map((line) => line.trim().split(/\s+/))
    .map(([, name = '', , arch]) => `${name.split(':')[0]}:${arch}`)
    .sort()
}

function indexesOfApt(): string[] {
  const args = ['indextargets', '--format', '$(URI)', 'Created-By: Packages']
  const text = execFileSync('apt-get', args, { encoding: 'utf8', env: environment })
  const urls = text.split('\n').filter((line) => line !== '')
  return [...new Set(urls.map((url) => url.replace(/\/Packages$/, '')))].sort()
}

import { readFileSync } from 'node:fs'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openLoopbackServer } from '../support/loopback-server.ts'
import { runProgram } from '../support/program.ts'
import { listSources, listUpgradable, type SourceVersion, whyNotHere } from './apt-list.ts'
import { get, reportThisMachine, startServer, waitForUpdates } from './this-machine.ts'

const HOST = 'accept.example.com'
const codename = /^VERSION_CODENAME=(\w+)$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? ''
const isDebian = /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
const reason = isDebian ? await whyNotHere() : 'it is not Debian'

interface Advisory {
  name: string
  source: string
  version: string
  cves: string[]
}

// the tracker cannot be reached from a test: advisories are made up, for what really waits here
describe.skipIf(reason !== '')(`this machine’s errata${reason === '' ? '' : ` (skipped: ${reason})`}`, () => {
  test('each waiting update names its DSA, and that tells its CVEs', { timeout: 180_000 }, async () => {
    const sources = listSources(listUpgradable())
    const advisories = makeAdvisories(sources)
    const feeds = await openLoopbackServer()
    onTestFinished(() => feeds.close())
    feeds.on('/debian/DSA/list', advisories.map(toEntry).join(''))
    feeds.on('/debian/DLA/list', '[01 Jan 2020] DLA-1-1 old - security update\n\t[jessie] - old 1\n')
    const server = await startServer({
      PATCHMAN_FEED_DEBIAN: `${feeds.url}/debian`,
      PATCHMAN_FETCH_ALLOW: '127.0.0.0/8',
      PATCHMAN_ERRATA_SOURCES: 'debian',
    })
    reportThisMachine(server, HOST)
    await waitForUpdates(server, HOST)
    const { folder: cwd, env } = server
    expect(await runProgram(['-q', '-e', '-E', 'debian'], { cwd, env })).toMatchObject({ code: 0 })

    const { items } = await waitForUpdates(server, HOST)
    for (const { name, candidate, security, reason: why } of items) {
      const own = sources.get(`${name} ${candidate}`)
      const named = advisories.filter((one) => one.source === own?.name && one.version === own.version)
      if (named.length === 0) continue
      expect([name, security]).toEqual([name, true])
      for (const advisory of named) expect([name, why]).toEqual([name, expect.stringContaining(advisory.name)])
    }
    for (const { name, cves } of advisories) {
      const shown = await get<{ cve_list: string[] }>(server, `/errata/${name}`)
      expect([name, ...shown.cve_list]).toEqual([name, ...cves])
    }
    const onHost = await get<{ items: { name: string }[] }>(server, `/hosts/${HOST}/cves?per_page=500`)
    expect(onHost.items.map((cve) => cve.name).sort()).toEqual(advisories.flatMap(({ cves }) => cves).sort())
  })
})

/** One for each source package of which a security update waits, with two CVEs. */
function makeAdvisories(sources: ReadonlyMap<string, SourceVersion>): Advisory[] {
  const waiting = new Map<string, SourceVersion>()
  for (const update of listUpgradable().filter(({ security }) => security)) {
    const source = sources.get(`${update.name} ${update.candidate}`)
    if (source) waiting.set(`${source.name} ${source.version}`, source)
  }
  return [...waiting.values()].map(({ name: source, version }, i) => ({
    ...{ name: `DSA-${9000 + i}-1`, source, version },
    cves: [`CVE-2099-${1000 + i}`, `CVE-2099-${5000 + i}`],
  }))
}

function toEntry({ name, source, version, cves }: Advisory): string {
  return `[01 Jan 2026] ${name} ${source} - security update\n\t{${cves.join(' ')}}\n\t[${codename}] - ${source} ${version}\n`
}

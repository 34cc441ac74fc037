import type { Db } from '../../src/db/open.ts'
import { systemClock } from '../../src/lib/clock.ts'
import { createFetcher } from '../../src/lib/fetch/fetcher.ts'
import { processPendingReports } from '../../src/reports/service.ts'
import { refreshRepos } from '../../src/repos/service.ts'
import { updateHosts } from '../../src/updates/service.ts'
import { silentLog } from '../support/log.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { compareReplacements, compareUpdates } from './compare.ts'
import type { NativeUpdate, Scenario } from './scenario.ts'
import { serveScenarios } from './serve.ts'

export interface OracleResult {
  updates: number
  security: number
  /** One line each. */
  differences: string[]
}

/**
 * Report in, updates out: each scenario's host reports to the server, its repositories are read over HTTP, and
 * the API's answer is compared. All hosts are in one database; updates are found host by host, then all at once.
 */
export async function askServer(db: Db, root: string, scenarios: readonly Scenario[]): Promise<OracleResult> {
  const repositories = await serveScenarios(root)
  const fetcher = createFetcher({ allow: ['127.0.0.0/8'] })
  const server = await startServer(db, { requireApiKey: false, anonymousRead: true })
  try {
    for (const scenario of scenarios) await sendReport(server, scenario, repositories.url)
    const deps = { db, clock: systemClock, log: silentLog, fetcher }
    await processPendingReports(deps)
    const read = await refreshRepos(deps)
    const differences = read.outcomes.filter((o) => o.result === 'failed').map((o) => `not read: ${JSON.stringify(o)}`)
    for (const { id } of await db.query.selectFrom('host').select('id').execute()) {
      await updateHosts(deps, { hostIds: [id] })
    }
    differences.push(...(await compareAll(server, scenarios)))
    await db.query.deleteFrom('host_update').execute()
    await db.query.updateTable('package_update').set({ host_count: 0, security_host_count: 0 }).execute()
    await db.query.updateTable('host').set({ updates_basis: '' }).execute()
    await updateHosts(deps)
    differences.push(...(await compareAll(server, scenarios)).map((line) => `all at once: ${line}`))
    const all = scenarios.flatMap((scenario) => scenario.updates)
    return { updates: all.length, security: all.filter((update) => update.security).length, differences }
  } finally {
    await server.app.close()
    await fetcher.close()
    await repositories.close()
  }
}

async function sendReport({ app }: TestServer, scenario: Scenario, base: string): Promise<void> {
  const report = JSON.parse(scenario.report.replaceAll('@BASE@', `${base}/${scenario.name}`)) as object
  const payload = { ...report, hostname: toHostname(scenario) }
  const answer = await app.inject({ method: 'POST', url: '/api/report/', payload })
  if (answer.statusCode !== 202) throw new Error(`${scenario.name}: ${answer.statusCode} ${answer.body}`)
}

async function compareAll(server: TestServer, scenarios: readonly Scenario[]): Promise<string[]> {
  const differences: string[] = []
  for (const scenario of scenarios) {
    const host = toHostname(scenario)
    differences.push(...compareUpdates(scenario, await listUpdates(server, host, LISTED[scenario.ecosystem])))
    const replacements = await listUpdates(server, host, 'replacement')
    if (scenario.ecosystem === 'rpm') differences.push(...compareReplacements(scenario, replacements.map(toText)))
  }
  return differences
}

/** apt lists what is held; dnf and zypper leave out what is excluded, locked or of another vendor. */
const LISTED = { deb: '', arch: '', rpm: '!excluded,kept-back', zypper: '!excluded,kept-back' }

interface AnsweredUpdate extends NativeUpdate {
  installed_arch: string
  replaces: string
}

async function listUpdates({ app }: TestServer, hostname: string, state: string): Promise<AnsweredUpdate[]> {
  const filter = state === '' ? '' : `&state=${encodeURIComponent(state)}`
  const answer = await app.inject({ url: `/api/v1/hosts/${hostname}/updates?per_page=500${filter}` })
  const { items, total } = answer.json<{ items: AnsweredUpdate[]; total: number }>()
  if (items.length !== total) throw new Error(`${hostname}: ${items.length} of ${total} updates`)
  return items
}

function toText({ name, arch, candidate, replaces, installed_arch, installed }: AnsweredUpdate): string {
  return `${name} ${arch} ${candidate} > ${replaces} ${installed_arch} ${installed}`
}

/** Scenarios of two classes can have one host name. */
function toHostname({ name }: Scenario): string {
  return `${name}.example.test`
}

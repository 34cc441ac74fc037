import { expect, test } from 'vitest'
import { forEachDatabase } from '../../tests/support/databases.ts'
import { silentLog } from '../../tests/support/log.ts'
import type { Db } from '../db/open.ts'
import { parseJsonReport } from '../reports/json-protocol.ts'
import { acceptReport, processPendingReports } from '../reports/service.ts'
import { toSummary } from '../reports/summary.ts'

const CPE = 'cpe:/o:rocky:rocky:9::baseos'
const head = { protocol: 2, hostname: 'el9', arch: 'x86_64', kernel: '5.14.0-427.el9.x86_64' }
const os = `Rocky Linux 9.4 (Blue Onyx) [${CPE}]`
const rpm = (name: string, more: object = {}) => ({
  ...{ name, epoch: '', version: '1', release: '1.el9', arch: 'x86_64', type: 'rpm' },
  ...more,
})
const repo = (id: string, more: object = {}) => ({
  ...{ type: 'rpm', name: id, id: `${CPE}-${id}`, priority: 99, urls: [`https://r.example.org/${id}/`] },
  ...more,
})

async function report(db: Db, body: object, now: number) {
  const sent = { ...head, os, ...body }
  const outcome = parseJsonReport(sent)
  if ('errors' in outcome) throw new Error(JSON.stringify(outcome.errors))
  const bytes = Buffer.from(JSON.stringify(sent))
  await acceptReport(db, { summary: toSummary(outcome.report), body: bytes, ip: '10.0.0.1', userAgent: 'test', now })
  return processPendingReports({ db, clock: () => now, log: silentLog })
}

async function vendors(db: Db): Promise<string[]> {
  const rows = await db.query
    .selectFrom('host_package as hp')
    .innerJoin('package as p', 'p.id', 'hp.package_id')
    .innerJoin('package_name as n', 'n.id', 'p.name_id')
    .leftJoin('vendor as v', 'v.id', 'hp.vendor_id')
    .select(['n.name', 'v.name as vendor'])
    .orderBy('n.name')
    .execute()
  return rows.map(({ name, vendor }) => `${name} ${vendor}`)
}

const hostRepos = (db: Db) =>
  db.query
    .selectFrom('host_repo as hr')
    .innerJoin('repo as r', 'r.id', 'hr.repo_id')
    .select(['r.repo_id', 'hr.priority', 'hr.hotfix', 'hr.excludes', 'hr.includes'])
    .orderBy('r.repo_id')
    .execute()

forEachDatabase('rpm hosts', (databases) => {
  test('vendors of packages are stored, and follow the report', async () => {
    const db = await databases.open()
    const [suse, packman] = ['SUSE LLC <https://www.suse.com/>', 'http://packman.links2linux.de']
    const first = [rpm('a', { vendor: suse }), rpm('b', { vendor: suse }), rpm('c'), rpm('d', { vendor: '(none)' })]
    await report(db, { packages: first }, 1000)
    expect(await vendors(db)).toEqual([`a ${suse}`, `b ${suse}`, 'c null', 'd null'])
    const outcome = await report(
      db,
      { packages: [rpm('a', { vendor: suse }), rpm('b', { vendor: packman }), rpm('c'), rpm('d')] },
      2000,
    )
    expect(await vendors(db)).toEqual([`a ${suse}`, `b ${packman}`, 'c null', 'd null'])
    expect(outcome.hostsChanged).toHaveLength(1)
    expect(await db.query.selectFrom('host_event').selectAll().execute()).toEqual([])
  })

  test('what a host says of a repository: priority, hotfixes, excludes, includes; its id without the CPE name', async () => {
    const db = await databases.open()
    const repos = [
      repo('baseos', { excludes: ['kernel*', 'kernel*'], includes: ['kernel-tools'] }),
      repo('fixes', { priority: 10, module_hotfixes: true }),
    ]
    await report(db, { packages: [rpm('a')], repos }, 1000)
    const none = { priority: 99, hotfix: 0, excludes: '[]', includes: '[]' }
    expect(await hostRepos(db)).toEqual([
      { ...none, repo_id: 'baseos', excludes: '["kernel*"]', includes: '["kernel-tools"]' },
      { ...none, repo_id: 'fixes', priority: 10, hotfix: 1 },
    ])
    const outcome = await report(db, { packages: [rpm('a')], repos: [repo('baseos'), repo('fixes')] }, 2000)
    expect(await hostRepos(db)).toEqual([
      { ...none, repo_id: 'baseos' },
      { ...none, repo_id: 'fixes' },
    ])
    expect(outcome.hostsChanged).toHaveLength(1)
    expect(
      (await report(db, { packages: [rpm('a')], repos: [repo('baseos'), repo('fixes')] }, 3000)).hostsChanged,
    ).toEqual([])
  })

  test('excludes, locks and disabled modules are the host’s, and a change asks for its updates', async () => {
    const db = await databases.open()
    const packages = [rpm('a')]
    await report(db, { packages, excludes: ['vim*'], locks: ['bash-0:5.1.8-6.el9.*'], disabled_modules: ['php'] }, 1000)
    const host = () => db.query.selectFrom('host').selectAll().executeTakeFirstOrThrow()
    expect(await host()).toMatchObject({ excludes: '["vim*","bash"]', disabled_modules: '["php"]' })
    expect((await report(db, { packages, excludes: ['vim*'], locks: ['bash'] }, 2000)).hostsChanged).toHaveLength(1)
    expect(await host()).toMatchObject({ excludes: '["vim*","bash"]', disabled_modules: '[]' })
  })
})

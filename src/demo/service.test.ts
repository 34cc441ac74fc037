import { expect, test } from 'vitest'
import { forEachDatabase } from '../../tests/support/databases.ts'
import { insertedRows } from '../../tests/support/rows.ts'
import { expectSameWaiting } from '../../tests/support/waiting.ts'
import { createLog } from '../lib/log.ts'
import { loadDemo } from './service.ts'

const NOW = Date.UTC(2026, 5, 1, 12)

forEachDatabase('demo', (databases) => {
  test('a fleet with a past: hosts in every state, history, repositories in trouble', {
    timeout: 120_000,
  }, async () => {
    const db = await databases.open()
    const lines: string[] = []
    const log = createLog({ level: 'warn', readable: false, write: (line) => void lines.push(line) })
    const summary = await loadDemo({ db, clock: () => NOW, log }, { hosts: 60, seed: 1 })
    expect(lines).toEqual([])
    const hosts = await db.query.selectFrom('host').selectAll().execute()
    expect(hosts.length).toBe(60)
    expect(summary.updates).toBeGreaterThan(100)
    expect(hosts.filter((h) => h.security_count > 0).length).toBeGreaterThan(5)
    expect(hosts.filter((h) => h.security_count + h.bugfix_count === 0).length).toBeGreaterThan(5)
    expect(hosts.filter((h) => h.has_unknown === 1).length).toBeGreaterThan(0)
    expect(new Set(hosts.map((h) => h.reboot))).toEqual(new Set(['yes', 'no']))
    expect(hosts.every((h) => h.last_report_at <= NOW && h.updates_as_of === NOW)).toBe(true)
    const reports = await db.query.selectFrom('report').select('state').execute()
    expect(reports.length).toBe(summary.reports)
    expect(new Set(reports.map((r) => r.state))).toEqual(new Set(['processed']))
    expect((await insertedRows(db, 'report_reject')).length).toBeGreaterThan(0)
    expect((await insertedRows(db, 'fleet_day')).length).toBe(91)
    expect((await insertedRows(db, 'host_event')).length).toBeGreaterThan(100)
    const sets = await db.query.selectFrom('package_set').select('kind').distinct().execute()
    expect(sets.map((set) => set.kind).sort()).toEqual(['errata', 'modules', 'packages'])
    expect((await insertedRows(db, 'host_module')).length).toBeGreaterThan(0)
    expect((await insertedRows(db, 'erratum_release')).length).toBeGreaterThan(100)
    const given = await db.query.selectFrom('mirror').select('url').where('from_mirror_id', 'is not', null).execute()
    expect(given.length).toBeGreaterThan(1)
    const mirrors = await db.query.selectFrom('mirror').select('state').distinct().execute()
    expect(mirrors.map((m) => m.state).sort()).toEqual(['failing', 'host-only', 'ok'])
    const feeds = await db.query.selectFrom('feed').select(['name', 'state', 'reject_count']).execute()
    expect(feeds.filter(({ state }) => state !== 'ok').map(({ name }) => name)).toEqual(['nvd'])
    expect(feeds.filter(({ reject_count }) => reject_count > 0)).toEqual([])
    expect((await insertedRows(db, 'security_exception')).length).toBe(3)
    await expectSameWaiting(db)
  })

  test('every family of package managers is there, and finds updates', { timeout: 120_000 }, async () => {
    const db = await databases.open()
    const log = createLog({ level: 'warn', readable: false, write: () => {} })
    await loadDemo({ db, clock: () => NOW, log }, { hosts: 150, seed: 1 })
    const rows = await db.query
      .selectFrom('host_update as u')
      .innerJoin('package_update as x', 'x.id', 'u.update_id')
      .innerJoin('package as p', 'p.id', 'x.candidate_id')
      .select(['p.type', 'u.security'])
      .distinct()
      .execute()
    const types = (some: typeof rows) => [...new Set(some.map(({ type }) => type))].sort()
    expect(types(rows)).toEqual(['apk', 'arch', 'deb', 'gentoo', 'rpm'])
    // what Gentoo fixed is not in the demo
    expect(types(rows.filter(({ security }) => security === 1))).toEqual(['apk', 'arch', 'deb', 'rpm'])
  })
})

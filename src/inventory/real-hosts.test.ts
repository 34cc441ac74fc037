import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { forEachDatabase } from '../../tests/support/databases.ts'
import { silentLog } from '../../tests/support/log.ts'
import { recountHosts } from '../db/host-counts.ts'
import type { Db } from '../db/open.ts'
import { type FormFields, parseFormReport } from '../reports/form-protocol.ts'
import { acceptReport, processPendingReports } from '../reports/service.ts'
import { encodeForm } from '../reports/stored.ts'
import { toSummary } from '../reports/summary.ts'

const folder = join(import.meta.dirname, '../../../shared/data/hosts/inventories')
const missing = !existsSync(folder)
const read = (name: string) => (missing ? '' : readFileSync(join(folder, name), 'utf8'))
const quoted = (...fields: string[]) => fields.map((field) => `'${field.replaceAll('+', '%2b')}'`).join(' ')

/** Package lines as a client sends them, from what the native tools of real hosts print. */
const inventories: Record<string, () => string[]> = {
  'Ubuntu 20.04 LTS': () =>
    read('dpkg-status_ubuntu-20.04-base')
      .split('\n\n')
      .filter((stanza) => stanza.startsWith('Package:'))
      .map((stanza) => {
        const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(stanza)?.[1] ?? ''
        return quoted(field('Package'), '', field('Version'), '', field('Architecture'), 'deb')
      }),
  'Debian 9.13': () =>
    [...read('dpkg-l_debian9.txt').matchAll(/^ii +(\S+?)(?::\S+)? +(\S+) +(\S+)/gm)].map(
      ([, name = '', version = '', arch = '']) => quoted(name, '', version, '', arch, 'deb'),
    ),
  'Arch Linux': () =>
    [...read('pacman-Q_arch-2023.txt').matchAll(/^(\S+) (\S+)$/gm)].map(([, name = '', version = '']) =>
      quoted(name, '', version, '', 'x86_64', 'arch'),
    ),
  'Oracle Linux Server 8.7': () =>
    [...read('rpm-qa_oraclelinux8.txt').matchAll(/^(.+)-([^-]+)-([^-]+)\.([^.]+)$/gm)].map(
      ([, name = '', version = '', release = '', arch = '']) => quoted(name, '', version, release, arch, 'rpm'),
    ),
}

async function report(db: Db, form: FormFields, now: number): Promise<void> {
  const summary = toSummary(parseFormReport(form))
  expect(summary.rejects).toEqual([])
  await acceptReport(db, { summary, body: encodeForm(form), ip: '10.0.0.1', userAgent: '', now })
  const outcome = await processPendingReports({ db, clock: () => now, log: silentLog })
  expect(outcome).toMatchObject({ processed: 1, failed: 0 })
}

forEachDatabase('inventories of real hosts', (databases) => {
  const cases = Object.entries(inventories)
  test.skipIf(missing).each(cases)(`%s${missing ? ' (skipped: no shared data)' : ''}`, async (os, toLines) => {
    const db = await databases.open()
    const lines = toLines()
    expect(lines.length).toBeGreaterThan(80)
    const form = { host: 'real', arch: 'x86_64', kernel: '5.4.0', os, packages: lines.join('\n') }
    await report(db, form, 1000)
    const host = await db.query.selectFrom('host').selectAll().executeTakeFirstOrThrow()
    const stored = await db.query.selectFrom('host_package').select('package_id').execute()
    expect(host.package_count).toBe(stored.length)
    // gpg-pubkey is no package; a multiarch package is listed twice under one name
    expect(stored.length).toBeGreaterThan(lines.length * 0.95)
    await report(db, { ...form, packages: lines.toReversed().join('\r\n') }, 2000)
    expect(await db.query.selectFrom('host_event').selectAll().execute()).toEqual([])
    await report(db, { ...form, packages: lines.slice(1).join('\n') }, 3000)
    expect((await db.query.selectFrom('host_event').select('kind').execute()).map((e) => e.kind)).toEqual(['removed'])
    expect(await db.transaction(recountHosts)).toBe(0)
  })
})

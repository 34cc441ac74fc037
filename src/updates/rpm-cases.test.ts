import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { forEachDatabase } from '../../tests/support/databases.ts'
import { silentLog } from '../../tests/support/log.ts'
import { addRpmCase, type RpmCase } from '../../tests/support/rpm-case-world.ts'
import { MANAGERS, parseCase, toWantLine } from '../../tests/support/update-case.ts'
import { listHostUpdates } from '../db/host-update-list.ts'
import type { Db } from '../db/open.ts'
import { fullVersion } from '../model/package.ts'
import { explain } from './explain-service.ts'
import { updateHosts } from './service.ts'

const NOW = Date.UTC(2026, 1, 1)

interface NamedCase extends RpmCase {
  wanted: string[]
}

const cases = (['dnf', 'zypper'] as const).flatMap((manager) => {
  const folder = join(import.meta.dirname, manager, 'cases')
  return readdirSync(folder).map((file): NamedCase => {
    const text = readFileSync(join(folder, file), 'utf8')
    const { wanted } = parseCase(text, MANAGERS[manager])
    return { name: `${manager}-${file.slice(0, -5)}`, os: MANAGERS[manager].os, text, wanted }
  })
})

async function answer(db: Db, { name, wanted }: NamedCase): Promise<string[]> {
  const hostname = `${name}.example.test`
  const host = await db.query.selectFrom('host').select('id').where('hostname', '=', hostname).executeTakeFirstOrThrow()
  const list = (state: string) => listHostUpdates(db, host.id, { page: 1, per_page: 100, state })
  const rows = [...(await list('')).items, ...(await list('replacement')).items]
  return rows
    .map((row) => {
      const over = fullVersion({ epoch: row.old_epoch, version: row.old_version, release: row.old_release })
      const from = row.repo?.name.split(' ')[1] ?? ''
      const { name: own, arch, state, reason, old_name: replaces } = row
      const told = reason.replace(`in ${name} `, 'in ')
      const update = { name: own, arch, state, reason: told, from, over, replaces }
      return toWantLine({ ...update, version: fullVersion(row), security: row.security === 1 }, wanted)
    })
    .sort()
}

/** The rules' own cases as reports, repositories and rows: hosts one by one, then all at once. */
forEachDatabase('cases of dnf and zypper in the database', (databases) => {
  test('are answered as by the rules alone', { timeout: 120_000 }, async () => {
    const db = await databases.open()
    for (const one of cases) await addRpmCase(db, one, NOW)
    const deps = { db, clock: () => NOW + 1000, log: silentLog }
    for (const { id } of await db.query.selectFrom('host').select('id').execute()) {
      await updateHosts(deps, { hostIds: [id] })
    }
    for (const one of cases) expect(await answer(db, one), one.name).toEqual(one.wanted)
    await db.query.deleteFrom('host_update').execute()
    await db.query.updateTable('package_update').set({ host_count: 0, security_host_count: 0 }).execute()
    await db.query.updateTable('host').set({ updates_basis: '' }).execute()
    expect((await updateHosts(deps)).hosts).toBe(cases.length)
    for (const one of cases) expect(await answer(db, one), `${one.name}, all at once`).toEqual(one.wanted)
  })

  test('are explained with the rule that decided', { timeout: 120_000 }, async () => {
    const db = await databases.open()
    const told = cases.filter(({ text }) => /^says /m.test(text))
    expect(told.length).toBeGreaterThan(15)
    for (const one of told) {
      await addRpmCase(db, one, NOW)
      for (const [, name = '', sentence = ''] of one.text.matchAll(/^says +(\S+) (.*)$/gm)) {
        const { lines } = await explain({ db, clock: () => NOW + 1000 }, `${one.name}.example.test`, name)
        const sentences = lines.flatMap((line) => line.sentences).map((text) => text.replaceAll(`${one.name} `, ''))
        expect(sentences, one.name).toContain(sentence)
      }
    }
  })
})

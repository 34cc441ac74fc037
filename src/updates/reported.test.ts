import { expect, test } from 'vitest'
import { forEachDatabase } from '../../tests/support/databases.ts'
import { silentLog } from '../../tests/support/log.ts'
import { addRpmCase, reportRpmHost } from '../../tests/support/rpm-case-world.ts'
import { listHostUpdates } from '../db/host-update-list.ts'
import type { Db } from '../db/open.ts'
import { fullVersion } from '../model/package.ts'
import { explain } from './explain-service.ts'
import { updateHosts } from './service.ts'
import { listUnknownSources } from './unknown-service.ts'

const NOW = Date.UTC(2026, 1, 1)
const OS = 'Red Hat Enterprise Linux 9.4 (Plow) [cpe:/o:redhat:enterprise_linux:9::baseos]'

/** `main` is read by the server; `cdn` is not. */
const HOST = `
have  openssl x86_64 1:3.0.1-1
have  kernel x86_64 5.14.0-300
have  kernel x86_64 5.14.0-362
have  nginx x86_64 1.20-1
have  docs x86_64 1-1
have  curl x86_64 7-1
offer nginx x86_64 1.22-1
offer curl x86_64 8-1
offer gone x86_64 8-1
repo  cdn 99`

const found = (name: string, version: string, repo = 'cdn', arch = 'x86_64') => ({ name, version, arch, repo })

async function fill(db: Db, updates: { sec_updates?: object[]; bug_updates?: object[] }): Promise<void> {
  await addRpmCase(db, { name: 'rhel', os: OS, text: HOST }, NOW, ['cdn'])
  await reportRpmHost(db, { name: 'rhel', os: OS, text: HOST }, NOW + 1, updates)
}

async function listUpdates(db: Db): Promise<string[]> {
  const { items } = await listHostUpdates(db, 1, { per_page: 100 })
  return items
    .map((row) => {
      const words = [row.name, row.arch, fullVersion(row), row.state, row.repo?.name.split(' ')[1] ?? 'none']
      return [...words, ...(row.security ? ['security'] : []), row.reason].join(' ')
    })
    .sort()
}

forEachDatabase('updates that a host found itself', (databases) => {
  const deps = (db: Db) => ({ db, clock: () => NOW + 1000, log: silentLog })

  test('are its answer for repositories that only it can read', async () => {
    const db = await databases.open()
    await fill(db, {
      sec_updates: [found('openssl', '1:3.0.7-1'), found('kernel', '5.14.0-427')],
      bug_updates: [
        ...[found('docs', '2-1', 'cdn', 'noarch'), found('kernel', '5.14.0-350'), found('nginx', '1.21-1')],
        ...[found('curl', '9-1'), found('nginx', '9-9', 'main'), found('not-installed', '1-1')],
      ],
    })
    await updateHosts(deps(db))
    expect(await listUpdates(db)).toEqual([
      'curl x86_64 9-1 pending cdn Found by the host itself.',
      'docs noarch 2-1 pending cdn Found by the host itself.',
      'kernel x86_64 5.14.0-427 pending cdn security Found by the host itself. Security: its package manager says so.',
      'nginx x86_64 1.22-1 pending main ',
      'openssl x86_64 1:3.0.7-1 pending cdn security Found by the host itself. Security: its package manager says so.',
    ])
    expect(await listUnknownSources(deps(db), 'rhel.example.test')).toEqual([])
    // packages that nobody offers are in no set
    expect(await db.query.selectFrom('package_set_entry').selectAll().execute()).toHaveLength(3)
    const { lines } = await explain(deps(db), 'rhel.example.test', 'openssl')
    expect(lines.map(({ candidate, state, security }) => [candidate, state, security])).toEqual([
      ['1:3.0.7-1', 'pending', true],
    ])
    expect(lines[0]?.sentences.at(-1)).toBe('The host itself found 1:3.0.7-1 in cdn, which only hosts can read.')
  })

  test('without them what only it can read is unknown', async () => {
    const db = await databases.open()
    await fill(db, {})
    await updateHosts(deps(db))
    expect(await listUpdates(db)).toHaveLength(2)
    expect((await listUnknownSources(deps(db), 'rhel.example.test')).map(({ name }) => name)).toEqual(['rhel cdn'])
  })

  test('that it found none is an answer too, until it no longer looks', async () => {
    const db = await databases.open()
    const unknown = async () => {
      await updateHosts(deps(db))
      return (await listUnknownSources(deps(db), 'rhel.example.test')).map(({ name }) => name)
    }
    await fill(db, {})
    await reportRpmHost(db, { name: 'rhel', os: OS, text: HOST }, NOW + 2, { local_updates: true })
    expect(await unknown()).toEqual([])
    expect(await listUpdates(db)).toHaveLength(2)
    // a hook that looks for nothing says nothing
    await reportRpmHost(db, { name: 'rhel', os: OS, text: HOST }, NOW + 3, { repos: [], modules: [] })
    expect(await unknown()).toEqual([])
    await reportRpmHost(db, { name: 'rhel', os: OS, text: HOST }, NOW + 4, {})
    expect(await unknown()).toEqual(['rhel cdn'])
  })

  test('go when the next report has them no more', async () => {
    const db = await databases.open()
    await fill(db, { sec_updates: [found('openssl', '1:3.0.7-1')] })
    await updateHosts(deps(db))
    expect(await listUpdates(db)).toHaveLength(3)
    const text = HOST.replace('1:3.0.1-1', '1:3.0.7-1')
    await reportRpmHost(db, { name: 'rhel', os: OS, text }, NOW + 2, { sec_updates: [found('openssl', '1:3.0.7-1')] })
    await updateHosts(deps(db))
    expect(await listUpdates(db)).toHaveLength(2)
  })
})

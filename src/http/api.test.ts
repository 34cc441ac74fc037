import { expect, test } from 'vitest'
import { forEachDatabase } from '../../tests/support/databases.ts'
import { silentLog } from '../../tests/support/log.ts'
import { startServer } from '../../tests/support/server.ts'
import { fillWorld, WORLD_TIME } from '../../tests/support/world.ts'
import { recountHosts } from '../db/host-counts.ts'
import type { Db } from '../db/open.ts'
import { updateHosts } from '../updates/service.ts'

const REPOS = {
  main: { packages: ['openssl 1', 'bash 5', 'curl 7'] },
  security: { packages: ['openssl 3'], security: 1 as const, suite: 'stable-security' },
  broken: { state: 'failing' as const, reason: 'HTTP 500' },
}
const HOSTS = {
  'web01.example.com': { packages: ['openssl 1', 'bash 5', 'curl 6'], repos: { main: 500, security: 500 } },
  'web02.example.com': { packages: ['openssl 3', 'bash 5', 'curl 6'], repos: { main: 500 } },
  'db01.example.org': { packages: ['openssl 3', 'bash 5', 'own 1'], repos: { main: 500, broken: 500 } },
  'old.example.org': { packages: ['openssl 3'], repos: { main: 500 } },
}

/** A fleet with a host in each state. */
async function fillFleet(db: Db, now: number): Promise<void> {
  await fillWorld(db, REPOS, HOSTS)
  await db.transaction(recountHosts)
  await updateHosts({ db, clock: () => now, log: silentLog })
  await db.query
    .updateTable('host')
    .set({ last_report_at: now - 1000 })
    .where('hostname', '<>', 'old.example.org')
    .execute()
  await db.query
    .updateTable('host')
    .set({ last_report_at: now - 15 * 86_400_000 })
    .where('hostname', '=', 'old.example.org')
    .execute()
  await db.query
    .insertInto('host_tag')
    .values([
      { host_id: 1, tag: 'web' },
      { host_id: 1, tag: 'prod' },
      { host_id: 2, tag: 'web' },
    ])
    .execute()
}

forEachDatabase('API', (databases) => {
  const start = async () => {
    const server = await startServer(await databases.open())
    server.time.now = WORLD_TIME + 3_600_000
    await fillFleet(server.db, server.time.now)
    const get = async (path: string) => {
      const answer = await server.app.inject({ url: `/api/v1${path}`, headers: server.asAdmin })
      if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode} ${answer.body}`)
      return answer.json()
    }
    const names = async (query: string) =>
      (await get(`/hosts?${query}`)).items.map((host: { hostname: string }) => host.hostname.split('.')[0])
    return { ...server, get, names }
  }

  test('every page answers', async () => {
    const { get } = await start()
    for (const path of [
      '/hosts',
      '/hosts/facets',
      '/hosts/web01.example.com',
      '/hosts/web01.example.com/updates',
      '/hosts/web01.example.com/packages',
      '/hosts/web01.example.com/repositories',
      '/hosts/web01.example.com/history',
      '/hosts/web01.example.com/reports',
      '/hosts/web01.example.com/explain?package=openssl',
      '/packages',
      '/packages?sort=-versions&type=deb&installed=true',
      '/packages/facets',
      '/packages/openssl',
      '/package-versions',
      '/package-versions?available=false&installed=true',
      '/package-versions/1',
      '/updates',
      '/updates?sort=name&type=deb&security=true',
      '/updates/1',
      '/reports',
      '/jobs',
      '/repositories',
      '/repositories?sort=-packages&state=ok&has_mirrors=true&host=web01.example.com',
      '/repositories/facets',
      '/repositories/1',
      '/repositories/1/packages',
      '/mirrors?shared_checksum=false',
      '/mirrors/1',
      '/os-releases?sort=-hosts',
      '/os-releases/1',
      '/os-variants?used=true',
      '/summary',
      '/issues',
      '/search?q=o',
      '/session',
      '/api-keys',
    ]) {
      expect(await get(path)).toBeTypeOf('object')
    }
  })
})

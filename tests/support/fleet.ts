import { recountHosts } from '../../src/db/host-counts.ts'
import type { Db } from '../../src/db/open.ts'
import { updateHosts } from '../../src/updates/service.ts'
import { silentLog } from './log.ts'
import { fillWorld, WORLD_TIME } from './world.ts'

const DAY_MS = 86_400_000

/** An hour after the world's repositories were read. */
export const FLEET_TIME = WORLD_TIME + 3_600_000

const REPOS = {
  main: { packages: ['openssl 1', 'bash 5', 'curl 7', 'vim 9'] },
  security: { packages: ['openssl 3'], security: 1 as const, suite: 'stable-security' },
  broken: { state: 'failing' as const, reason: 'HTTP 500' },
  unused: { packages: ['nothing 1'] },
}

const BASE = ['bash 5', 'curl 7', 'openssl 3']
const HOSTS = {
  'web01.example.com': { packages: ['openssl 1', 'bash 5', 'curl 6'], repos: { main: 500, security: 500 } },
  'web02.example.com': { packages: ['openssl 3', 'bash 5', 'curl 6'], repos: { main: 500, security: 500 } },
  'web03.example.com': { packages: BASE, repos: { main: 500, security: 500 } },
  'db01.example.org': { packages: [...BASE, 'own 1'], repos: { main: 500, broken: 500 } },
  'old.example.org': { packages: ['openssl 1'], repos: { main: 500, security: 500 } },
  'bare_%.example.org': { packages: ['own 1'], repos: {}, arch: 'aarch64' },
}

/** A small fleet with a host in each state; its ids are in the order of the names above. */
export async function fillFleet(db: Db): Promise<void> {
  await fillWorld(db, REPOS, HOSTS)
  await db.transaction(async (tx) => {
    await recountHosts(tx)
  })
  await updateHosts({ db, clock: () => FLEET_TIME, log: silentLog })
  const set = (values: object, name: string) =>
    db.query.updateTable('host').set(values).where('hostname', 'like', name).execute()
  await set({ last_report_at: FLEET_TIME - 1000 }, '%')
  await set({ last_report_at: FLEET_TIME - 15 * DAY_MS }, 'old%')
  await set(
    { domain: 'example.com', reboot: 'yes', reboot_reason: 'It runs 6.1.0-27, and 6.1.0-28 is installed.' },
    'web%',
  )
  await set({ domain: 'example.org', check_dns: 1, reverse_dns: 'other.example.org' }, 'db%')
  const tags = [
    [1, 'web'],
    [1, 'prod'],
    [2, 'web'],
    [4, 'prod'],
  ] as const
  await db.query
    .insertInto('host_tag')
    .values(tags.map(([host_id, tag]) => ({ host_id, tag })))
    .execute()
  const event = { at: FLEET_TIME, name: 'curl', arch: 'amd64', old: '5', new: '6' }
  await db.query
    .insertInto('host_event')
    .values(
      ['installed', 'upgraded'].map((kind, i) => ({
        ...event,
        host_id: 1,
        kind: kind as 'installed',
        at: FLEET_TIME + i,
      })),
    )
    .execute()
  await db.query.insertInto('os_release').values({ name: 'Empty 1', codename: '', cpe_name: '' }).execute()
  await db.query
    .insertInto('os_variant')
    .values({ name: 'Empty 1.0', arch: 'x86_64', codename: '', os_release_id: 2 })
    .execute()
  const day = { hosts: 6, security_hosts: 1, security_updates: 1, bugfix_updates: 2 }
  await db.query
    .insertInto('fleet_day')
    .values({ day: '2025-05-31', ...day })
    .execute()
}

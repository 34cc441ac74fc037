import { expect } from 'vitest'
import { listErrata } from '../../src/db/erratum-list.ts'
import { hostConditions } from '../../src/db/host-filter.ts'
import { countHosts } from '../../src/db/host-list.ts'
import type { Db } from '../../src/db/open.ts'
import { countWaitingHosts } from '../../src/db/waiting-hosts.ts'

const EVERYTHING = { page: 1, per_page: 10_000 }

/** Who waits for an erratum is found in three ways: by host, by erratum, and counted for many errata at once. */
export async function expectSameWaiting(db: Db): Promise<void> {
  const byHost = new Map<string, number>()
  for (const { hostname } of await db.query.selectFrom('host').select('hostname').execute()) {
    for (const { name } of (await listErrata(db, { ...EVERYTHING, host: hostname })).items) {
      byHost.set(name, (byHost.get(name) ?? 0) + 1)
    }
  }
  const names = (await listErrata(db, EVERYTHING)).items.map(({ name }) => name)
  const counted = await countWaitingHosts(db, names)
  expect(new Map([...counted].filter(([, n]) => n > 0))).toEqual(byHost)
  for (const name of names.slice(0, 200)) {
    const hosts = await countHosts(db, hostConditions({ erratum: name }, 0))
    expect([name, hosts]).toEqual([name, byHost.get(name) ?? 0])
  }
}

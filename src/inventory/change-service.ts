import { listTagsOfHost } from '../db/host-details.ts'
import { changeHostTags, updateHost } from '../db/host-writes.ts'
import type { Db } from '../db/open.ts'

/** What a person may set of a host; a member that is not there stays. */
export interface HostChange {
  check_dns?: boolean
  host_repos_only?: boolean
  tags?: string[]
}

export async function changeHost(db: Db, hostId: number, change: HostChange, now: number): Promise<void> {
  await db.transaction(async (tx) => {
    await updateHost(tx, hostId, {
      updated_at: now,
      ...(change.check_dns === undefined ? {} : { check_dns: change.check_dns ? 1 : 0 }),
      ...(change.host_repos_only === undefined ? {} : { host_repos_only: change.host_repos_only ? 1 : 0 }),
    })
    if (!change.tags) return
    const wanted = new Set(change.tags.map((tag) => tag.trim()).filter((tag) => tag !== ''))
    const known = await listTagsOfHost(tx, hostId)
    await changeHostTags(
      tx,
      hostId,
      [...wanted].filter((tag) => !known.includes(tag)),
      known.filter((tag) => !wanted.has(tag)),
    )
  })
}

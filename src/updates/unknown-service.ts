import type { Queryable } from '../db/open.ts'
import { isHostOutdated } from '../db/outdated-hosts.ts'
import { findUpdateHost } from '../db/update-hosts.ts'
import type { Clock } from '../lib/clock.ts'
import type { UnknownSource } from './explanation.ts'
import { readHostSources } from './sources-service.ts'

/** The repositories of a host whose answer is not current, and why: what makes its counts a lower bound. */
export async function listUnknownSources(
  { db, clock }: { db: Queryable; clock: Clock },
  hostname: string,
): Promise<UnknownSource[]> {
  const host = await findUpdateHost(db, hostname)
  if (!host) return []
  const { unknownOf } = await readHostSources(db, [host], clock())
  const outdated = (await isHostOutdated(db, host.id)) ? [OUTDATED] : []
  return [...(unknownOf.get(host.id) ?? []), ...outdated]
}

/** Between a change and the updates that follow from it, what is stored is no answer. */
const OUTDATED: UnknownSource = { repoId: 0, name: '', reason: 'Something changed; its updates are being found.' }

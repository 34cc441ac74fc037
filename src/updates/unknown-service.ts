import type { Queryable } from '../db/open.ts'
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
  return [...(unknownOf.get(host.id) ?? [])]
}

import { listCves } from '../db/cve-list.ts'
import type { Db } from '../db/open.ts'
import { insertException, type NewException } from '../db/security-exceptions.ts'

const DAY = 86_400_000

interface Acceptance {
  /** Which of the CVEs that hosts have, by urgency. */
  rank: number
  what: Pick<NewException, 'reason' | 'author' | 'tags'>
  /** Days from now: since when, until when. */
  since: number
  until: number
}

const ACCEPTED: readonly Acceptance[] = [
  {
    rank: 1,
    what: { reason: 'Reachable from the management network only', author: 'mira', tags: ['staging'] },
    ...{ since: -3, until: 25 },
  },
  {
    rank: 6,
    what: { reason: 'The part that has it is not used; checked with the vendor', author: 'jonas', tags: [] },
    ...{ since: -20, until: 70 },
  },
  {
    rank: 11,
    what: { reason: 'Until the maintenance window', author: 'mira', tags: ['prod'] },
    ...{ since: -40, until: -9 },
  },
]

/** What somebody decided to live with for a while: for some hosts, for all, and once upon a time. */
export async function acceptDemoCves(db: Db, now: number): Promise<void> {
  const { items } = await listCves(db, { affecting: true, per_page: 20 }, now)
  for (const { rank, what, since, until } of ACCEPTED) {
    const cve = items[rank]
    if (!cve) continue
    const exception = { ...what, kind: 'cve', name: cve.name, endsAt: now + until * DAY, hostIds: [] } as const
    await insertException(db, exception, now + since * DAY)
  }
}

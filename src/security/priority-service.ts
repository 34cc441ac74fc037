import type { Db, Queryable } from '../db/open.ts'
import { countHostsByName, listSolvedCves, listSolvedCvesOfHost, type SolvedRow } from '../db/priority-list.ts'
import { listSolvedPairs, replaceSolvedPairs } from '../db/solved-cves.ts'
import { type Priority, type PriorityWeights, toPriority } from './priority.ts'

/** What to patch: the packages of a name, by the worst CVE that their updates end. */
export interface PatchFirst extends Priority {
  package: string
  hosts: number
  cves: number
  exploited: number
  worst: SolvedRow
}

/** Works out which CVEs pending updates end. */
export async function findSolvedCves(db: Db): Promise<void> {
  const pairs = await listSolvedPairs(db)
  await db.transaction((tx) => replaceSolvedPairs(tx, pairs))
}

/** The most urgent first, of all hosts or of one. Four queries. */
export async function listPatchFirst(
  db: Queryable,
  { weights, now, hostId }: { weights: PriorityWeights; now: number; hostId?: number },
): Promise<PatchFirst[]> {
  const rows = hostId === undefined ? await listSolvedCves(db, now) : await listSolvedCvesOfHost(db, hostId, now)
  const byName = Map.groupBy(rows, ({ name_id }) => name_id)
  const { hosts, fleet } = await countHostsByName(db, [...byName.keys()])
  const items = [...byName].map(([nameId, solved]) => {
    const having = hosts.get(nameId) ?? 0
    // on one host it makes no difference how many others have it
    const exposure = hostId === undefined && fleet > 0 ? having / fleet : 0
    const used = hostId === undefined ? weights : { ...weights, exposure: 0 }
    const rated = solved.map((worst) => ({ worst, ...rate(worst, exposure, used, now) }))
    const first = rated.reduce((a, b) => (isBefore(b, a) ? b : a))
    const exploited = solved.filter(({ exploited_at }) => exploited_at > 0).length
    return { ...first, package: solved[0]?.package ?? '', hosts: having, cves: solved.length, exploited }
  })
  return items.sort((a, b) => b.score - a.score || b.cves - a.cves || (a.package < b.package ? -1 : 1))
}

type Rated = Priority & { worst: SolvedRow }

const isBefore = (a: Rated, b: Rated) => a.score > b.score || (a.score === b.score && a.worst.cve > b.worst.cve)

function rate(cve: SolvedRow, exposure: number, weights: PriorityWeights, now: number): Priority {
  const facts = {
    isExploited: cve.exploited_at > 0,
    epss: cve.epss < 0 ? undefined : cve.epss / 100_000,
    score: cve.score < 0 ? undefined : cve.score / 10,
    severity: cve.severity,
    exposure,
    ageMs: cve.published_at === 0 ? 0 : now - cve.published_at,
  }
  return toPriority(facts, weights)
}

import type { DemoJob } from '../db/demo-writes.ts'
import type { Fleet } from './fleet.ts'
import { seededRandom } from './random.ts'

const DAY = 86_400_000
const HOUR = 3_600_000
const DAYS = 7

/** The jobs of the last week, oldest first. */
export function demoJobs(fleet: Fleet): DemoJob[] {
  const { now, seed, hosts } = fleet.options
  const failing = fleet.repos.filter((repo) => repo.state === 'failing').length
  const readable = fleet.repos.filter((repo) => repo.state === 'ok').length
  const jobs: DemoJob[] = []
  for (let day = -DAYS; day < 0; day++) {
    const random = seededRandom(seed, 'jobs', day)
    const at = (hour: number) => now + day * DAY + hour * HOUR
    const done = (kind: DemoJob['kind'], hour: number, durationMs: number, result: object): DemoJob => ({
      kind,
      subject: '',
      state: 'done',
      startedAt: at(hour),
      durationMs,
      error: '',
      result,
    })
    const mirrors = readable + failing
    const changed = random.int(2, 9)
    jobs.push({
      ...done('refresh-repos', 1, random.int(9_000, 40_000), {
        mirrors,
        changed,
        unchanged: readable - changed,
        failed: failing,
      }),
      ...(failing > 0 ? { state: 'partial' as const, error: `${failing} of ${mirrors} mirrors failed` } : {}),
    })
    jobs.push(done('find-updates', 1.1, random.int(900, 2_000), { hosts, updates: random.int(1800, 2600) }))
    jobs.push(done('dbcheck', 3, random.int(200, 900), { countsCorrected: 0, reportsRemoved: random.int(5, 40) }))
    for (const hour of [5, 11, 17, 23]) {
      const processed = random.int(1, 9)
      jobs.push(done('process-reports', hour, random.int(20, 300), { processed, failed: 0, hosts: processed }))
    }
    if (day === -3) {
      const error = 'the name server did not answer within 5 s'
      jobs.push({ ...done('dns-checks', 3.2, 5_004, {}), state: 'failed', error })
    } else {
      const checked = random.int(20, 40)
      jobs.push(done('dns-checks', 3.2, random.int(300, 1200), { checked, different: 1, failed: 0 }))
    }
  }
  return jobs.sort((a, b) => a.startedAt - b.startedAt)
}

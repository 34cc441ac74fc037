import type { Static } from 'typebox'
import type { PatchFirst } from '../../security/priority-service.ts'
import type { PriorityItem } from '../schemas/priority.ts'
import { toParts } from './cves.ts'
import { toTime } from './time.ts'

export function toPriorityItem(item: PatchFirst): Static<typeof PriorityItem> {
  const { worst, package: name, score, hosts, cves, exploited, parts } = item
  return {
    ...{ package: name, score, hosts, cves, exploited, parts },
    worst: {
      name: worst.cve,
      severity: worst.severity,
      score: toParts(worst.score, 10),
      epss: toParts(worst.epss, 100_000),
      exploited: worst.exploited_at > 0,
      published_at: toTime(worst.published_at),
    },
  }
}

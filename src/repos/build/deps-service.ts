import type { Db } from '../../db/open.ts'
import type { Clock } from '../../lib/clock.ts'

export interface BuildDeps {
  db: Db
  clock: Clock
  signal?: AbortSignal
}

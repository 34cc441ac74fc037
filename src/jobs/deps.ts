import type { Config } from '../config/config.ts'
import { openDatabase } from '../db/open.ts'
import { systemClock } from '../lib/clock.ts'
import { createFetcher } from '../lib/fetch/fetcher.ts'
import { createLog } from '../lib/log.ts'
import type { JobDeps } from './job.ts'
import { enqueue } from './queue.ts'

/** Opens what jobs work with. `onEnqueue` is called after more work was asked for. */
export async function openJobDeps(
  config: Config,
  onEnqueue: () => void = () => {},
): Promise<{ deps: JobDeps; close: () => Promise<void> }> {
  const db = openDatabase(config.databaseUrl)
  const fetcher = createFetcher({
    allow: config.fetchAllow,
    httpProxy: config.httpProxy,
    httpsProxy: config.httpsProxy,
    noProxy: config.noProxy,
  })
  const deps: JobDeps = {
    db,
    clock: systemClock,
    log: createLog({ level: config.logLevel }),
    fetcher,
    config,
    enqueue: async (...request) => {
      const id = await enqueue({ db, clock: systemClock }, ...request)
      onEnqueue()
      return id
    },
  }
  const close = async () => {
    await fetcher.close()
    await db.close()
  }
  return { deps, close }
}

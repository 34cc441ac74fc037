import type { Config } from '../config/config.ts'
import { openDatabase } from '../db/open.ts'
import { systemClock } from '../lib/clock.ts'
import type { Fetcher } from '../lib/fetch/fetcher.ts'
import { createLog } from '../lib/log.ts'
import type { JobDeps } from './job.ts'
import { enqueue } from './queue.ts'

/** Opens what jobs work with. `onEnqueue` is called after more work was asked for. */
export async function openJobDeps(
  config: Config,
  onEnqueue: () => void = () => {},
): Promise<{ deps: JobDeps; close: () => Promise<void> }> {
  const db = openDatabase(config.databaseUrl)
  const fetcher = createLazyFetcher(config)
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

/** Its libraries take a tenth of a second to load: commands that fetch nothing do not pay for them. */
function createLazyFetcher({ fetchAllow: allow, httpProxy, httpsProxy, noProxy }: Config): Fetcher {
  let loaded: Promise<Fetcher> | undefined
  const load = () => {
    loaded ??= import('../lib/fetch/fetcher.ts').then(({ createFetcher }) =>
      createFetcher({ allow, httpProxy, httpsProxy, noProxy }),
    )
    return loaded
  }
  return {
    get: async (...request) => (await load()).get(...request),
    close: async () => (await loaded)?.close(),
  }
}

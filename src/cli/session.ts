import { loadConfig } from '../config/config.ts'
import { migrate } from '../db/migrate.ts'
import type { JobDeps } from '../jobs/job.ts'
import type { World } from './world.ts'

/** What a command works with: the same database as the server's, which may be running. */
export async function withDeps<T>(
  world: World,
  options: { config?: string | undefined; quiet?: boolean },
  work: (deps: JobDeps) => Promise<T>,
): Promise<T> {
  const { config } = loadConfig({ env: world.env, cwd: world.cwd, file: options.config })
  // a step says itself what it did: the log tells only what is wrong, unless it is asked for more
  const logLevel = world.env.PATCHMAN_LOG_LEVEL ? config.logLevel : 'warn'
  const { openJobDeps } = await import('../jobs/deps.ts')
  const { deps, close } = await openJobDeps({ ...config, logLevel })
  try {
    await migrate(deps.db)
    return await work(deps)
  } finally {
    await close()
  }
}

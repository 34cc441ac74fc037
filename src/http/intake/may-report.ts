import type { FastifyRequest } from 'fastify'
import { checkApiKey } from '../../auth/api-key-service.ts'
import type { Db } from '../../db/open.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Networks } from '../../lib/networks.ts'
import { Problem } from '../../lib/problem.ts'
import { splitAuthorization } from '../authenticate.ts'

/**
 * Throws a 403 unless the request comes from a network that may report, with a right key where one is needed.
 * A wrong key is refused even where none is needed: a host that sends one believes that it is known.
 */
export async function checkMayReport(
  { db, clock, networks }: { db: Db; clock: Clock; networks: Networks },
  { clientIp, headers }: FastifyRequest,
  keyNeeded: boolean,
): Promise<void> {
  if (!networks.has(clientIp))
    throw new Problem(403, 'network-not-allowed', `${clientIp} may not report to this server.`)
  if (headers.authorization === undefined && !keyNeeded) return
  const { scheme, value } = splitAuthorization(headers.authorization ?? '')
  const key = scheme === 'api-key' ? await checkApiKey(db, value, clock()) : undefined
  if (!key) throw new Problem(403, 'not-authenticated', 'Authentication credentials were not provided.')
}

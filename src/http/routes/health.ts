import { Type } from 'typebox'
import { listPendingMigrations } from '../../db/migrate.ts'
import { Problem } from '../../lib/problem.ts'
import type { App, ServerDeps } from '../app.ts'

const Ok = Type.Object({ status: Type.Literal('ok') })

/** For supervisors and load balancers: alive, and able to serve. Neither needs a login. */
export function healthRoutes(app: App, { db }: ServerDeps): void {
  app.get('/healthz', { schema: { response: { 200: Ok } } }, async () => ({ status: 'ok' as const }))

  app.get('/readyz', { schema: { response: { 200: Ok } } }, async () => {
    const missing = await listPendingMigrations(db).catch((error: Error) => {
      throw new Problem(503, 'database-unreachable', `The database does not answer: ${error.message}`)
    })
    if (missing.length > 0) throw new Problem(503, 'migrations-pending', 'The database is not migrated yet.')
    return { status: 'ok' as const }
  })
}

import { toApiKey } from '../../api/answers/api-keys.ts'
import { IdParams, NoContent } from '../../api/schemas/common.ts'
import { ApiKeyList, CreatedApiKey, NewApiKey } from '../../api/schemas/session.ts'
import { createApiKey, revokeKey } from '../../auth/api-key-service.ts'
import { listApiKeys } from '../../db/api-keys.ts'
import type { App, RouteDeps } from '../app.ts'

export function apiKeyRoutes(app: App, { db, clock }: RouteDeps): void {
  app.get(
    '/api-keys',
    {
      config: { access: 'admin' },
      schema: { operationId: 'listApiKeys', tags: ['access'], summary: 'API keys', response: { 200: ApiKeyList } },
    },
    async () => ({ items: (await listApiKeys(db)).map(toApiKey) }),
  )

  app.post(
    '/api-keys',
    {
      config: { access: 'admin' },
      schema: {
        operationId: 'createApiKey',
        tags: ['access'],
        summary: 'Make an API key; it is shown only now',
        body: NewApiKey,
        response: { 201: CreatedApiKey },
      },
    },
    async ({ body }, reply) => {
      const { key, row } = await createApiKey(db, { name: body.name.trim(), scope: body.scope ?? 'report' }, clock())
      return reply.code(201).send({ ...toApiKey(row), key })
    },
  )

  app.delete(
    '/api-keys/:id',
    {
      config: { access: 'admin' },
      schema: {
        operationId: 'revokeApiKey',
        tags: ['access'],
        summary: 'Revoke an API key',
        params: IdParams,
        response: { 204: NoContent },
      },
    },
    async ({ params }, reply) => {
      await revokeKey(db, { id: params.id }, clock())
      return reply.code(204).send(null)
    },
  )
}

import type { App, ServerDeps } from '../app.ts'
import { pending } from '../pending.ts'
import { IdParams, NoContent } from '../schemas/common.ts'
import { ApiKeyList, CreatedApiKey, NewApiKey } from '../schemas/session.ts'

export function apiKeyRoutes(app: App, _deps: ServerDeps): void {
  app.get(
    '/api-keys',
    {
      config: { access: 'admin' },
      schema: { operationId: 'listApiKeys', tags: ['access'], summary: 'API keys', response: { 200: ApiKeyList } },
    },
    pending,
  )

  app.post(
    '/api-keys',
    {
      config: { access: 'admin' },
      schema: {
        operationId: 'createApiKey',
        tags: ['access'],
        summary: 'Make a key; it is shown only now',
        body: NewApiKey,
        response: { 201: CreatedApiKey },
      },
    },
    pending,
  )

  app.delete(
    '/api-keys/:id',
    {
      config: { access: 'admin' },
      schema: {
        operationId: 'revokeApiKey',
        tags: ['access'],
        summary: 'Revoke a key',
        params: IdParams,
        response: { 204: NoContent },
      },
    },
    pending,
  )
}

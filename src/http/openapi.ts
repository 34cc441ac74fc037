import swagger, { type FastifyDynamicSwaggerOptions } from '@fastify/swagger'
import { ProblemBody } from '../api/schemas/common.ts'
import type { App } from './app.ts'

type Node = Record<string, unknown>

/** Describes every route under /api/v1 that is registered after this; `app.swagger()` is the document. */
export async function registerOpenApi(app: App, version: string): Promise<void> {
  const options: FastifyDynamicSwaggerOptions = {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Patchman',
        version,
        description:
          'Lists take q, page, per_page and sort (name, or -name for descending) and answer items, total, page and per_page. ' +
          'Times are UTC, ISO 8601. A failure is an application/problem+json with a stable code.',
      },
      servers: [{ url: '/api/v1' }],
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'patchman_session' },
          basic: { type: 'http', scheme: 'basic' },
          key: { type: 'http', scheme: 'bearer', description: 'an API key; "Authorization: Api-Key K" is taken too' },
        },
      },
      security: [{ session: [] }, { basic: [] }, { key: [] }],
    },
    stripBasePath: true,
    hideUntagged: true,
    transformObject: (document) => ('openapiObject' in document ? finish(document.openapiObject as Node) : {}) as never,
  }
  await app.register(swagger, options)
}

/** Names the schemas that have a title, and adds what every operation may answer. */
function finish(document: Node): Node {
  const schemas: Node = {}
  const paths = hoist(document.paths, schemas) as Record<string, Record<string, { responses: Node }>>
  const problem = { description: 'a failure', content: { 'application/problem+json': { schema: ref('Problem') } } }
  schemas.Problem ??= hoist({ ...ProblemBody, title: undefined }, schemas)
  for (const path of Object.values(paths)) {
    for (const operation of Object.values(path)) operation.responses['4XX'] = problem
  }
  return { ...document, paths, components: { ...(document.components as Node), schemas } }
}

/** Moves every schema with a title to `schemas` and leaves a reference. */
function hoist(node: unknown, schemas: Node): unknown {
  if (Array.isArray(node)) return node.map((item) => hoist(item, schemas))
  if (typeof node !== 'object' || node === null) return node
  const { title, ...rest } = node as Node
  const copy = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, hoist(value, schemas)]))
  if (typeof title !== 'string' || rest.type !== 'object') return title === undefined ? copy : { title, ...copy }
  schemas[title] ??= copy
  return ref(title)
}

function ref(name: string) {
  return { $ref: `#/components/schemas/${name}` }
}

import { expect, test } from 'vitest'
import { forEachDatabase } from '../../tests/support/databases.ts'
import { startServer } from '../../tests/support/server.ts'

interface Operation {
  operationId?: string
  tags?: string[]
  summary?: string
  responses: Record<string, { content?: Record<string, { schema?: object }> }>
}

forEachDatabase('OpenAPI document', (databases) => {
  const load = async () => {
    const { app } = await startServer(await databases.open())
    const document = (await app.inject('/api/v1/openapi.json')).json()
    const operations = Object.entries(document.paths as Record<string, Record<string, Operation>>).flatMap(
      ([path, methods]) =>
        Object.entries(methods).map(([method, operation]) => ({ what: `${method} ${path}`, method, operation })),
    )
    return { app, document, operations }
  }

  test('every operation has a name of its own, a sentence, and says what it answers', async () => {
    const { app, operations } = await load()
    expect(operations.length).toBeGreaterThan(55)
    const ids = operations.map(({ operation }) => operation.operationId)
    expect(new Set(ids).size).toBe(operations.length)
    for (const { what, operation } of operations) {
      expect(operation.operationId, what).toMatch(/^[a-z][A-Za-z]+$/)
      expect(operation.summary, what).toBeTruthy()
      expect(operation.tags, what).toHaveLength(1)
      const good = Object.entries(operation.responses).filter(([status]) => status.startsWith('2'))
      expect(good, what).toHaveLength(1)
      const [status, answer] = good[0]!
      if (status !== '204') expect(Object.values(answer.content ?? {})[0]?.schema, what).toBeTypeOf('object')
      expect(operation.responses['4XX'], what).toBeDefined()
    }
    await app.close()
  })

  test('every route under /api/v1 is in it', async () => {
    const { app, document } = await load()
    const routes = app.printRoutes({ commonPrefix: false }).match(/\/api\/v1\/\S+/g) ?? []
    const known = Object.keys(document.paths).map((path) => `/api/v1${path.replaceAll(/\{(\w+)\}/g, ':$1')}`)
    for (const route of routes) if (!/\/(openapi\.json|docs)$/.test(route)) expect(known).toContain(route)
    await app.close()
  })

  test('references resolve, and the page for people shows every operation without a script', async () => {
    const { app, document, operations } = await load()
    const refs = JSON.stringify(document).match(/"#\/components\/schemas\/\w+"/g) ?? []
    expect(refs.length).toBeGreaterThan(50)
    for (const ref of refs)
      expect(Object.keys(document.components.schemas)).toContain(ref.split('/').at(-1)?.slice(0, -1))
    const page = await app.inject('/api/v1/docs')
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
    for (const { operation } of operations) expect(page.body).toContain(`id="${operation.operationId}"`)
    expect(page.body).not.toMatch(/<script|https?:\/\//)
    await app.close()
  })
})

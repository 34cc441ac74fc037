import type { App } from '../app.ts'
import { type ApiDocument, toDocsPage } from '../docs-page.ts'

/** The API's description, for programs and for people. Neither tells anything of the fleet. */
export function documentRoutes(app: App): void {
  app.get('/openapi.json', { config: { access: 'open' }, schema: { hide: true } }, () => app.swagger())

  let page: string | undefined
  app.get('/docs', { config: { access: 'open' }, schema: { hide: true } }, (_request, reply) => {
    page ??= toDocsPage(app.swagger() as unknown as ApiDocument)
    return reply.type('text/html; charset=utf-8').send(page)
  })
}

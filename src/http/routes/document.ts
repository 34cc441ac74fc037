import type { App, ServerDeps } from '../app.ts'

/** The API's description, for programs and for people. */
export function documentRoutes(app: App, _deps: ServerDeps): void {
  app.get('/openapi.json', { config: { access: 'open' }, schema: { hide: true } }, () => app.swagger())
}

import type { App, RouteDeps } from '../app.ts'

/** The API's description, for programs and for people. */
export function documentRoutes(app: App, _deps: RouteDeps): void {
  app.get('/openapi.json', { config: { access: 'open' }, schema: { hide: true } }, () => app.swagger())
}

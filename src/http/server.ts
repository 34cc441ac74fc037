import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import fastify from 'fastify'
import { Logins } from '../auth/login-service.ts'
import { registerAccess } from './access.ts'
import type { App, RouteDeps, ServerDeps } from './app.ts'
import { registerClientAddress } from './client-address.ts'
import { registerGracefulClose } from './graceful-close.ts'
import { registerIntake } from './intake/intake.ts'
import { legacyRoutes } from './legacy/routes.ts'
import { registerOpenApi } from './openapi.ts'
import { sendProblem } from './problems.ts'
import { apiKeyRoutes } from './routes/api-keys.ts'
import { cveRoutes } from './routes/cves.ts'
import { documentRoutes } from './routes/document.ts'
import { erratumRoutes } from './routes/errata.ts'
import { exceptionRoutes } from './routes/exceptions.ts'
import { feedRoutes } from './routes/feeds.ts'
import { healthRoutes } from './routes/health.ts'
import { hostDetailRoutes } from './routes/host-details.ts'
import { hostListRoutes } from './routes/host-lists.ts'
import { hostRoutes } from './routes/hosts.ts'
import { jobRoutes } from './routes/jobs.ts'
import { mirrorRoutes } from './routes/mirrors.ts'
import { moduleRoutes } from './routes/modules.ts'
import { osReleaseRoutes, osVariantRoutes } from './routes/os.ts'
import { packageRoutes } from './routes/packages.ts'
import { priorityRoutes } from './routes/priority.ts'
import { reportRoutes } from './routes/reports.ts'
import { repositoryRoutes } from './routes/repositories.ts'
import { sessionRoutes } from './routes/session.ts'
import { summaryRoutes } from './routes/summary.ts'
import { updateRoutes } from './routes/updates.ts'
import { userRoutes } from './routes/users.ts'
import { registerSecurityHeaders } from './security-headers.ts'
import { registerWeb } from './static-web.ts'
import { createValidator } from './validation.ts'

const API = '/api/v1'
const MAX_BODY_BYTES = 1_000_000

/** Everything that answers HTTP, ready to listen or to be injected into. */
export async function buildServer(deps: ServerDeps): Promise<App> {
  const app: App = fastify({
    logger: false,
    bodyLimit: MAX_BODY_BYTES,
    routerOptions: { maxParamLength: 300 },
    forceCloseConnections: 'idle',
    return503OnClosing: false,
  }).withTypeProvider<TypeBoxTypeProvider>()
  app.setValidatorCompiler(createValidator())
  app.decorateRequest('caller')
  app.setErrorHandler((error: Error, request, reply) => sendProblem(deps.log, error as never, request, reply))
  registerGracefulClose(app)
  registerSecurityHeaders(app)
  registerClientAddress(app, deps.settings.trustedProxies)
  await app.register(compress, { threshold: 1024, encodings: ['br', 'gzip'], globalDecompression: false })
  await app.register(cookie)
  await registerOpenApi(app, deps.version)
  healthRoutes(app, deps)
  await app.register(async (intake: App) => registerIntake(intake, deps))
  await app.register(async (api: App) => registerApi(api, deps), { prefix: API })
  await app.register(async (legacy: App) => legacyRoutes(legacy, { ...deps, logins: new Logins(deps.db, deps.clock) }))
  await registerWeb(app, deps)
  await app.ready()
  return app
}

async function registerApi(api: App, server: ServerDeps): Promise<void> {
  const deps: RouteDeps = { ...server, logins: new Logins(server.db, server.clock) }
  registerAccess(api, deps, server.settings.anonymousRead)
  const routes = [
    sessionRoutes,
    summaryRoutes,
    hostRoutes,
    hostDetailRoutes,
    hostListRoutes,
    packageRoutes,
    updateRoutes,
    repositoryRoutes,
    mirrorRoutes,
    moduleRoutes,
    erratumRoutes,
    cveRoutes,
    exceptionRoutes,
    priorityRoutes,
    feedRoutes,
    osReleaseRoutes,
    osVariantRoutes,
    reportRoutes,
    jobRoutes,
    userRoutes,
    apiKeyRoutes,
    documentRoutes,
  ]
  for (const register of routes) register(api, deps)
}

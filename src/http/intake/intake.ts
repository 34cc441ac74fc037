import type { FastifyReply, FastifyRequest } from 'fastify'
import { toNetworks } from '../../lib/networks.ts'
import { Problem } from '../../lib/problem.ts'
import { parseFormReport } from '../../reports/form-protocol.ts'
import { encodeForm } from '../../reports/stored.ts'
import type { App, ServerDeps } from '../app.ts'
import { toProblem } from '../problems.ts'
import { decodeBody } from './decode-body.ts'
import { checkMayReport } from './may-report.ts'
import { readForm } from './read-form.ts'
import { toReportText } from './report-text.ts'

/** Of a body, before and after decompression. A host of 100,000 packages sends some 15 MB. */
export const MAX_REPORT_BYTES = 32 * 1024 * 1024

const FORM_TYPES = ['multipart/form-data', 'application/x-www-form-urlencoded']

/**
 * Where hosts report: protocol 1 on /reports/upload/, protocol 2 on /api/report/. A report that is answered
 * with success is committed. Failures are `{"detail": …}`, as existing clients expect.
 */
export async function registerIntake(app: App, deps: ServerDeps): Promise<void> {
  const { db, settings, clock, log, onReport, intake } = deps
  const guard = { db, clock, networks: toNetworks(settings.reportNetworks) }
  const guarded = (keyNeeded: boolean) => ({
    bodyLimit: MAX_REPORT_BYTES,
    schema: { hide: true },
    onRequest: (request: FastifyRequest) => checkMayReport(guard, request, keyNeeded),
  })
  const accept = async (request: FastifyRequest, protocol: 1 | 2, body: Uint8Array) => {
    const userAgent = request.headers['user-agent'] ?? ''
    const acceptance = await intake.accept({ protocol, body, ip: request.clientIp, userAgent })
    if ('reportId' in acceptance) onReport()
    return acceptance
  }

  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.setErrorHandler((error: Error, request, reply) => {
    const { status, message, headers } = toProblem(error as never)
    if (status >= 500) log.error('report not accepted', { url: request.url, error })
    return sendJson(reply.code(status).headers(headers), { detail: message })
  })

  app.post('/reports/upload/', guarded(settings.requireApiKeyP1), async (request, reply) => {
    const body = await readBody(request)
    const fields = body.length === 0 ? {} : await readFields(request, body)
    if (Object.values(fields).every((value) => value.trim() === '')) {
      throw new Problem(400, 'empty-report', 'The report is empty.')
    }
    await accept(request, 1, encodeForm(fields))
    if (fields.report?.trim().toLowerCase() !== 'true') return reply.code(204).send()
    return reply.type('text/plain; charset=utf-8').send(toReportText(parseFormReport(fields)))
  })

  app.post('/api/report/', guarded(settings.requireApiKey), async (request, reply) => {
    const body = await readBody(request)
    if (body.length > 0 && mediaType(request) !== 'application/json') throw unsupported(request)
    const outcome = await accept(request, 2, body)
    if ('broken' in outcome) throw new Problem(400, 'broken-json', `JSON parse error - ${outcome.broken}`)
    if ('errors' in outcome) return sendJson(reply.code(400), { status: 'error', errors: outcome.errors })
    return sendJson(reply.code(202), {
      status: 'accepted',
      report_id: outcome.reportId,
      message: 'Report queued for processing',
    })
  })

  redirectToSlash(app)
}

/** As Django does, whatever the method. */
function redirectToSlash(app: App): void {
  for (const url of ['/reports/upload', '/api/report']) {
    app.all(url, { schema: { hide: true } }, (request, reply) => {
      const query = request.url.indexOf('?')
      return reply.redirect(`${url}/${query < 0 ? '' : request.url.slice(query)}`, 301)
    })
  }
  const others = ['PUT', 'PATCH', 'DELETE']
  app.route({
    method: others,
    url: '/api/report/',
    schema: { hide: true },
    handler: (request, reply) => {
      const detail = `Method "${request.method}" not allowed.`
      return sendJson(reply.code(405).header('allow', 'GET, POST, HEAD, OPTIONS'), { detail })
    },
  })
}

function readBody(request: FastifyRequest): Promise<Buffer> {
  const encoding = request.headers['content-encoding'] ?? ''
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
  return decodeBody(body, encoding, MAX_REPORT_BYTES)
}

function readFields(request: FastifyRequest, body: Buffer): Promise<Record<string, string>> {
  if (!FORM_TYPES.includes(mediaType(request))) throw unsupported(request)
  return readForm(body, request.headers['content-type'] ?? '')
}

function mediaType({ headers }: FastifyRequest): string {
  return (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
}

function unsupported({ headers }: FastifyRequest): Problem {
  const type = headers['content-type'] ?? ''
  return new Problem(415, 'unsupported-media-type', `Unsupported media type "${type}" in request.`)
}

function sendJson(reply: FastifyReply, body: object): FastifyReply {
  return reply.type('application/json').serializer(String).send(JSON.stringify(body))
}

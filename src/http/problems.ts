import { STATUS_CODES } from 'node:http'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { Log } from '../lib/log.ts'
import { Problem } from '../lib/problem.ts'

/** Answers a failure as `application/problem+json` (RFC 9457); what we did not foresee is logged and is a 500. */
export function sendProblem(log: Log, error: FastifyError | Problem, request: FastifyRequest, reply: FastifyReply) {
  const problem = toProblem(error)
  if (problem.status >= 500) log.error('request failed', { method: request.method, url: request.url, error })
  return reply
    .code(problem.status)
    .headers(problem.headers)
    .type('application/problem+json')
    .serializer((body: unknown) => String(body))
    .send(toProblemBody(problem))
}

/** The JSON text of a problem. */
export function toProblemBody({ code, message, status, fields }: Problem): string {
  return JSON.stringify({ code, title: STATUS_CODES[status] ?? 'Error', detail: message, status, fields })
}

/** Any failure as a problem; one that we did not foresee tells nothing of its cause. */
export function toProblem(error: FastifyError | Problem): Problem {
  if (error instanceof Problem) return error
  if (error.validation) return new Problem(400, 'invalid-input', error.message, toFields(error))
  const status = error.statusCode ?? 500
  if (status < 500) return new Problem(status, toCode(error), error.message)
  return new Problem(500, 'internal-error', 'The server failed; its log says why.')
}

function toFields({ validation = [] }: FastifyError): Record<string, string[]> {
  const fields: Record<string, string[]> = {}
  for (const { instancePath, params, message = 'is wrong' } of validation) {
    const missing = 'missingProperty' in params ? `/${params.missingProperty}` : ''
    const name = (instancePath + missing).slice(1).replaceAll('/', '.') || 'body'
    fields[name] = [...(fields[name] ?? []), message]
  }
  return fields
}

const CODES: Record<string, string> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_JSON_BODY: 'broken-json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'broken-json',
}

function toCode({ code }: FastifyError): string {
  return CODES[code] ?? 'bad-request'
}

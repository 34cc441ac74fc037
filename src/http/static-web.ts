import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../lib/problem.ts'
import type { App, ServerDeps } from './app.ts'
import { sendProblem } from './problems.ts'

const YEAR_SECONDS = 31_536_000

/**
 * The built web interface. Files under assets/ have their content's hash in their names and are kept by browsers
 * for ever; an address that is no file is a page of the interface, which finds its way itself.
 */
export async function registerWeb(app: App, { webFolder, log }: Pick<ServerDeps, 'webFolder' | 'log'>): Promise<void> {
  const hasWeb = webFolder !== '' && existsSync(join(webFolder, 'index.html'))
  if (hasWeb) {
    await app.register(fastifyStatic, {
      root: webFolder,
      wildcard: false,
      cacheControl: false,
      setHeaders: (reply, path) => {
        reply.header('cache-control', toCacheControl(path.slice(webFolder.length)))
      },
    })
  }
  app.setNotFoundHandler((request, reply) => {
    if (hasWeb && isPage(request)) return reply.header('cache-control', 'no-cache').sendFile('index.html')
    return sendNotFound(log, request, reply)
  })
}

function toCacheControl(path: string): string {
  return path.startsWith('/assets/') ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache'
}

/** Addresses of programs never answer with a page. */
const PROGRAMS = /^\/(api|reports|assets)(\/|$)/

function isPage({ method, url, headers }: FastifyRequest): boolean {
  const wantsHtml = /text\/html|\*\/\*/.test(headers.accept ?? '*/*')
  return (method === 'GET' || method === 'HEAD') && wantsHtml && !isOfPrograms(url)
}

/** /reports is also a page of the interface: only what hosts send to is not. */
function isOfPrograms(url: string): boolean {
  const path = url.split('?')[0] ?? ''
  return PROGRAMS.test(path) && !/^\/reports(\/\d+)?$/.test(path)
}

function sendNotFound(log: ServerDeps['log'], request: FastifyRequest, reply: FastifyReply) {
  const path = request.url.split('?')[0] ?? ''
  return sendProblem(log, new Problem(404, 'not-found', `There is nothing at ${path}.`), request, reply)
}

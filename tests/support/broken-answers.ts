import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach } from 'vitest'
import type { Respond } from './loopback-server.ts'
import { type LoopbackServer, openLoopbackServer } from './loopback-server.ts'

type Body = string | Buffer

/** What a server can do to a file, and what is told of it. `good`: what it answered before. */
export interface BrokenAnswer {
  what: string
  toAnswer(good: Body, elsewhere: string): Body | Respond
  reason: RegExp
}

export const BROKEN_ANSWERS: readonly BrokenAnswer[] = [
  { what: 'not there', toAnswer: () => respond((r) => r.writeHead(404).end()), reason: /not found \(404\)/ },
  {
    what: 'moved to a server that has it not',
    toAnswer: (_, elsewhere) => respond((r) => r.writeHead(301, { location: `${elsewhere}/gone` }).end()),
    reason: /not found \(404\)/,
  },
  {
    what: 'moved to a page',
    toAnswer: (_, elsewhere) => respond((r) => r.writeHead(301, { location: `${elsewhere}/page` }).end()),
    reason: /web page|not the file whose checksum/,
  },
  { what: 'broken', toAnswer: () => respond((r) => r.writeHead(500).end()), reason: /problem of its own \(500\)/ },
  {
    what: 'cut on the way',
    toAnswer: (good) =>
      respond((response) => {
        const bytes = Buffer.from(good)
        response.writeHead(200, { 'content-length': bytes.length + 1 }).write(bytes)
        setTimeout(() => response.destroy(), 5)
      }),
    reason: /ended the transfer/,
  },
  {
    what: 'cut before it was published',
    toAnswer: (good) => good.slice(0, Math.floor(good.length * 0.7)),
    reason: /ends|cut|not JSON|truncated|not the file|unpack/i,
  },
  { what: 'a page', toAnswer: () => PAGE, reason: /web page|not the file whose checksum/ },
  { what: 'another list in JSON', toAnswer: () => OTHER, reason: /./ },
  { what: 'a word', toAnswer: () => '"maintenance"', reason: /./ },
  { what: 'nothing', toAnswer: () => '', reason: /./ },
]

export const PAGE = '<!doctype html><html><body>We moved</body></html>'
const OTHER = JSON.stringify({ items: Array.from({ length: 30 }, (_, i) => ({ id: i, package: 'openssl' })) })

function respond(answer: (response: ServerResponse) => void): Respond {
  return (_, response) => answer(response)
}

/** Another host that a source may be sent to, for each test; it has a page for people. */
export let elsewhere: LoopbackServer

export function setUpElsewhere(): void {
  beforeEach(async () => {
    elsewhere = await openLoopbackServer()
    elsewhere.on('/page', PAGE)
  })
  afterEach(() => elsewhere.close())
}

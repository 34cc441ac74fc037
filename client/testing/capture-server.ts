import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Captured {
  method: string
  path: string
  headers: IncomingHttpHeaders
  body: Buffer
}

/** What the server says to the next request; the last one is repeated. */
export interface Answer {
  status: number
  body?: string
  headers?: Record<string, string>
  /** Milliseconds before the answer. */
  delay?: number
}

const ACCEPTED: Record<string, Answer> = {
  '/reports/upload/': { status: 204 },
  '/api/report/': {
    status: 202,
    body: '{"status":"accepted","report_id":17,"message":"Report queued for processing"}',
  },
}

/** A loopback server that keeps every request and answers as told, by default as a Patchman server does. */
export class CaptureServer {
  readonly requests: Captured[] = []
  answers: Answer[] = []
  url = ''
  readonly #server = createServer(async (request, response) => {
    const body = await readAll(request)
    const path = request.url ?? ''
    this.requests.push({ method: request.method ?? '', path, headers: request.headers, body })
    const answer = (this.answers.length > 1 ? this.answers.shift() : this.answers[0]) ??
      ACCEPTED[path] ?? { status: 404 }
    const timer = setTimeout(() => {
      response.writeHead(answer.status, answer.headers)
      response.end(answer.body)
    }, answer.delay ?? 0)
    response.on('close', () => clearTimeout(timer))
  })

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  reset(): void {
    this.requests.length = 0
    this.answers = []
  }
}

/** The form of a protocol 1 request; fails where a strict parser does. */
export async function formOf(request: Captured): Promise<Record<string, string>> {
  const headers = { 'content-type': request.headers['content-type'] ?? '' }
  const form = await new Response(new Uint8Array(request.body), { headers }).formData()
  return Object.fromEntries([...form].map(([name, value]) => [name, String(value)]))
}

/** The object of a protocol 2 request; fails on anything but strict JSON in valid UTF-8. */
export function jsonOf(request: Captured): Record<string, unknown> {
  return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(request.body))
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}

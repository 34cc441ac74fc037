import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Respond = (request: IncomingMessage, response: ServerResponse) => void

export interface LoopbackServer {
  /** `http://127.0.0.1:<port>`. */
  url: string
  /** `<method> <path>` of each request so far. */
  requests: string[]
  /** What is at a path; replaces what was there. Bytes are answered with 200, a function answers itself. */
  on(path: string, answer: Uint8Array | string | Respond): void
  close(): Promise<void>
}

/** A real HTTP server on a port of its own; paths that were not set are 404. */
export async function openLoopbackServer(): Promise<LoopbackServer> {
  const answers = new Map<string, Uint8Array | string | Respond>()
  const requests: string[] = []
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`)
    const answer = answers.get(request.url ?? '')
    if (typeof answer === 'function') return answer(request, response)
    if (answer === undefined) return void response.writeHead(404).end('not here')
    return void response.writeHead(200, { 'content-length': Buffer.byteLength(answer) }).end(answer)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    on: (path, answer) => void answers.set(path, answer),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

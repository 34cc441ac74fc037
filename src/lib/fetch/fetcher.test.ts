import { createServer } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type LoopbackServer, openLoopbackServer } from '../../../tests/support/loopback-server.ts'
import { createFetcher, type Fetcher, type GetOptions } from './fetcher.ts'
import type { FetchPolicy } from './policy.ts'

let server: LoopbackServer
const fetchers: Fetcher[] = []
const cleanups: (() => void)[] = []

beforeEach(async () => {
  server = await openLoopbackServer()
})

afterEach(async () => {
  await Promise.all(fetchers.splice(0).map((f) => f.close()))
  for (const cleanup of cleanups.splice(0)) cleanup()
  await server.close()
})

function fetcher(policy: Partial<FetchPolicy> = {}): Fetcher {
  const made = createFetcher({ allow: ['127.0.0.1/32'], retryDelayMs: 1, ...policy })
  fetchers.push(made)
  return made
}

async function read(url: string, options: GetOptions = {}, policy: Partial<FetchPolicy> = {}): Promise<string> {
  const answer = await fetcher(policy).get(url, options)
  if (answer.status !== 'ok') return answer.status
  const pieces: Buffer[] = []
  for await (const piece of answer.body) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}

const failure = (code: string, reason?: RegExp) =>
  expect.objectContaining({ code, ...(reason && { reason: expect.stringMatching(reason) }) })

const listening = async (tcp: ReturnType<typeof createTcpServer>) => {
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve))
  cleanups.push(() => tcp.close())
  return (tcp.address() as AddressInfo).port
}

describe('what arrives', () => {
  test('a body as it was sent, with its validators', async () => {
    server.on('/a?b=c', (request, response) => {
      expect(request.headers['user-agent']).toBe('patchman')
      response.writeHead(200, {
        etag: '"1"',
        'last-modified': 'Sat, 11 Jul 2026 10:16:37 GMT',
        'content-encoding': 'x-gzip',
      })
      response.end('not gzip at all')
    })
    const answer = await fetcher().get(`${server.url}/a?b=c`)
    expect(answer).toMatchObject({ status: 'ok', etag: '"1"', lastModified: 'Sat, 11 Jul 2026 10:16:37 GMT' })
    expect(await read(`${server.url}/a?b=c`)).toBe('not gzip at all')
  })

  test('an answer that nothing changed', async () => {
    server.on('/a', (request, response) => {
      const same = request.headers['if-none-match'] === '"1"' || request.headers['if-modified-since'] === 'then'
      response.writeHead(same ? 304 : 200).end()
    })
    expect(await read(`${server.url}/a`, { etag: '"1"' })).toBe('not-modified')
    expect(await read(`${server.url}/a`, { lastModified: 'then' })).toBe('not-modified')
    expect(await read(`${server.url}/a`, { etag: '"2"' })).toBe('')
  })

  test('redirects are followed, relative ones too', async () => {
    server.on('/a', (_, response) => response.writeHead(301, { location: '/b' }).end('moved'))
    server.on('/b', (_, response) => response.writeHead(307, { location: `${server.url}/c` }).end())
    server.on('/c', 'here')
    expect(await read(`${server.url}/a`)).toBe('here')
  })

  test('a passing failure is tried again, and a pause that the server asks for is kept', async () => {
    let tries = 0
    server.on('/a', (_, response) => {
      tries++
      if (tries === 1) response.writeHead(503).end()
      else if (tries === 2) response.writeHead(429, { 'retry-after': '1' }).end()
      else response.end('at last')
    })
    const started = Date.now()
    expect(await read(`${server.url}/a`)).toBe('at last')
    expect(Date.now() - started).toBeGreaterThanOrEqual(990)
  })
})

describe('failures have a code and a sentence', () => {
  test.each([
    [404, 'http-404', /not found/],
    [410, 'http-404', /not found/],
    [401, 'http-401', /credentials/],
    [403, 'http-403', /not let/],
    [418, 'http-other', /418/],
    [500, 'http-5xx', /500/],
    [304, 'http-other', /304/],
  ])('status %i', async (status, code, reason) => {
    server.on('/a', (_, response) => response.writeHead(status).end())
    await expect(read(`${server.url}/a`)).rejects.toEqual(failure(code, reason))
    expect(server.requests).toHaveLength(status === 500 ? 3 : 1)
  })

  test('429 with a long pause is not asked again', async () => {
    server.on('/a', (_, response) => response.writeHead(429, { 'retry-after': '3600' }).end())
    await expect(read(`${server.url}/a`)).rejects.toEqual(failure('rate-limited', /fewer/))
    expect(server.requests).toHaveLength(1)
  })

  test('nothing listens', async () => {
    const tcp = createTcpServer()
    const port = await listening(tcp)
    await new Promise((resolve) => tcp.close(resolve))
    await expect(read(`http://127.0.0.1:${port}/`)).rejects.toEqual(failure('connect', /refuses/))
  })

  test('no such name', async () => {
    await expect(read('http://nowhere.invalid/')).rejects.toEqual(failure('dns', /nowhere.invalid/))
  })

  test('no HTTP', async () => {
    const port = await listening(createTcpServer((socket) => socket.end('SSH-2.0-OpenSSH\r\n')))
    await expect(read(`http://127.0.0.1:${port}/`)).rejects.toEqual(failure('bad-response'))
  })

  test('no TLS', async () => {
    const port = await listening(createTlsServer({}, (socket) => socket.end()))
    await expect(read(`https://127.0.0.1:${port}/`)).rejects.toEqual(failure('tls'))
  })

  test('cut off in the middle, by length and by chunks', async () => {
    server.on('/length', (_, response) => {
      response.writeHead(200, { 'content-length': '1000' })
      response.write('some')
      setTimeout(() => response.destroy(), 20)
    })
    server.on('/chunks', (_, response) => {
      response.write('some')
      setTimeout(() => response.destroy(), 20)
    })
    await expect(read(`${server.url}/length`)).rejects.toEqual(failure('truncated', /before the end/))
    await expect(read(`${server.url}/chunks`)).rejects.toEqual(failure('truncated'))
  })

  test('too slow to answer, to go on, or in all', async () => {
    server.on('/never', () => {})
    server.on('/stops', (_, response) => void response.write('some'))
    server.on('/drips', (_, response) => {
      const timer = setInterval(() => response.write('.'), 20)
      response.on('close', () => clearInterval(timer))
    })
    const fast = { headersTimeoutMs: 100, idleTimeoutMs: 100, attempts: 1 }
    await expect(read(`${server.url}/never`, {}, fast)).rejects.toEqual(failure('timeout', /answer/))
    await expect(read(`${server.url}/stops`, {}, fast)).rejects.toEqual(failure('timeout', /stopped/))
    await expect(read(`${server.url}/drips`, { timeoutMs: 200 })).rejects.toEqual(failure('timeout', /within/))
    await expect(read(`${server.url}/drips`, {}, { rateGraceMs: 100 })).rejects.toEqual(
      failure('timeout', /less than 1024 bytes/),
    )
  })

  test('too large, announced or not', async () => {
    server.on('/announced', 'x'.repeat(2000))
    server.on('/endless', (_, response) => {
      const write = () => {
        while (response.write('x'.repeat(1000)));
      }
      response.on('drain', write)
      write()
    })
    await expect(read(`${server.url}/announced`, { maxBytes: 1999 })).rejects.toEqual(failure('too-large', /announced/))
    await expect(read(`${server.url}/endless`, { maxBytes: 100_000 })).rejects.toEqual(failure('too-large'))
    expect(await read(`${server.url}/announced`, { maxBytes: 2000 })).toHaveLength(2000)
  })

  test('redirects in a circle, without end, or to what is not HTTP', async () => {
    server.on('/a', (_, response) => response.writeHead(302, { location: '/b' }).end())
    server.on('/b', (_, response) => response.writeHead(302, { location: '/a' }).end())
    for (let i = 0; i < 9; i++) server.on(`/${i}`, (_, r) => r.writeHead(302, { location: `/${i + 1}` }).end())
    server.on('/file', (_, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end())
    await expect(read(`${server.url}/a`)).rejects.toEqual(failure('redirect-loop', /circle/))
    await expect(read(`${server.url}/0`)).rejects.toEqual(failure('redirect-loop', /more than 5/))
    await expect(read(`${server.url}/file`)).rejects.toEqual(failure('bad-url'))
    await expect(read('ftp://a.example/')).rejects.toEqual(failure('bad-url'))
  })
})

describe('addresses that are refused', () => {
  test.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://169.254.169.254/latest/meta-data',
    'http://0.0.0.0/',
    'http://127.1/',
    'http://[fe80::1]/',
  ])('%s', async (url) => {
    await expect(read(url, {}, { allow: [] })).rejects.toEqual(failure('refused-address'))
  })

  test('a name is judged by what it resolves to, when the connection is made', async () => {
    const url = server.url.replace('127.0.0.1', 'localhost')
    await expect(read(url, {}, { allow: [] })).rejects.toEqual(failure('refused-address', /localhost/))
    expect(server.requests).toEqual([])
    server.on('/', 'allowed')
    expect(await read(`${url}/`)).toBe('allowed')
  })

  test('a redirect to one', async () => {
    server.on('/a', (_, response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end())
    await expect(read(`${server.url}/a`)).rejects.toEqual(failure('refused-address', /169.254/))
  })
})

describe('proxies', () => {
  test('http goes through the proxy, but for what is excepted; the proxy itself may be on loopback', async () => {
    const asked: string[] = []
    const proxy = createServer((request, response) => {
      asked.push(request.url ?? '')
      response.end('by proxy')
    })
    const port = await listening(proxy)
    server.on('/a', 'direct')
    const policy = { httpProxy: `http://127.0.0.1:${port}`, noProxy: '127.0.0.1' }
    expect(await read('http://mirror.invalid/a', {}, { ...policy, allow: [] })).toBe('by proxy')
    expect(await read(`${server.url}/a`, {}, policy)).toBe('direct')
    expect(await read(`${server.url}/a`, {}, { ...policy, noProxy: 'x.example,127.0.0.0/8' })).toBe('direct')
    expect(asked).toEqual(['http://mirror.invalid/a'])
    proxy.closeAllConnections()
  })
})

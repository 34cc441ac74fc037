import { request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { forEachDatabase } from '../../../tests/support/databases.ts'
import { startServer } from '../../../tests/support/server.ts'
import { createApiKey } from '../../auth/api-key-service.ts'
import type { Db } from '../../db/open.ts'
import { unpackBody } from '../../reports/stored.ts'

const JSON_TYPE = { 'content-type': 'application/json' }

const REPORT = {
  protocol: 2,
  hostname: 'WEB01.example.com',
  arch: 'x86_64',
  kernel: '6.1.0-28-amd64',
  os: 'Debian 12.8',
  tags: ['web'],
  packages: [{ name: 'openssl', epoch: '', version: '3.0.15', release: '1~deb12u1', arch: 'amd64', type: 'deb' }],
  repos: [
    {
      type: 'deb',
      name: 'x',
      id: '',
      priority: 500,
      urls: ['http://deb.debian.org/debian/dists/bookworm/main/binary-amd64'],
    },
  ],
}

function multipart(fields: Record<string, string>) {
  const boundary = 'x-boundary-x'
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: `${parts.join('')}--${boundary}--\r\n`,
  }
}

const FORM = {
  host: 'Web02.example.com',
  tags: 'Default',
  kernel: '6.1.0-28-amd64%2bdeb',
  arch: 'x86_64',
  protocol: '1',
  os: 'Debian 12.8',
  report: 'false',
  packages: "'openssl' '' '3.0.15' '1~deb12u1' 'amd64' 'deb'\n",
  repos: "'deb' 'Debian main' '500' 'http://deb.debian.org/debian/dists/bookworm/main/binary-amd64'\n",
  reboot: 'ServerCheck',
}

async function reportRows(db: Db) {
  return db.query.selectFrom('report').selectAll().orderBy('id').execute()
}

async function aKey(db: Db): Promise<{ authorization: string }> {
  return { authorization: `Api-Key ${(await createApiKey(db, { name: 'fleet', scope: 'report' }, 1)).key}` }
}

forEachDatabase('report intake', (databases) => {
  test('protocol 2: accepted with a key, committed before it is answered', async () => {
    const { app, db, reports } = await startServer(await databases.open())
    const headers = { ...JSON_TYPE, ...(await aKey(db)) }
    const answer = await app.inject({ method: 'POST', url: '/api/report/', headers, payload: REPORT })
    expect(answer.statusCode).toBe(202)
    expect(answer.headers['content-type']).toBe('application/json')
    expect(answer.body).toBe('{"status":"accepted","report_id":1,"message":"Report queued for processing"}')
    expect(await reportRows(db)).toMatchObject([
      { hostname: 'web01.example.com', protocol: 2, ip: '127.0.0.1', state: 'pending' },
    ])
    expect(reports.count).toBe(1)
    await app.close()
  })

  test('protocol 2: answers to what is refused, as existing clients see them', async () => {
    const { app, db } = await startServer(await databases.open())
    const key = await aKey(db)
    const noCredentials = '{"detail":"Authentication credentials were not provided."}'
    const required = '["This field is required."]'
    const missing = `{"status":"error","errors":{"hostname":${required},"arch":${required},"kernel":${required},"os":${required}}}`
    const text = JSON.stringify(REPORT)
    const cases: [object, string | undefined, number, string | RegExp][] = [
      [{}, text, 403, noCredentials],
      [{ authorization: 'Api-Key unknown.key' }, text, 403, noCredentials],
      [{ authorization: 'Api-Key' }, text, 403, noCredentials],
      [{ authorization: key.authorization.replace('Api-Key', 'Bearer') }, text, 403, noCredentials],
      [{}, '{', 403, noCredentials],
      [key, '{"hostname": ', 400, /^\{"detail":"JSON parse error - .+"\}$/],
      [key, '{}', 400, missing],
      [key, undefined, 400, missing],
      [key, '[]', 400, /^\{"status":"error","errors":\{"non_field_errors":\["Invalid data\. .+"\]\}\}$/],
      [
        key,
        JSON.stringify({ ...REPORT, hostname: ' ' }),
        400,
        '{"status":"error","errors":{"hostname":["This field may not be blank."]}}',
      ],
      [
        key,
        JSON.stringify({ ...REPORT, protocol: 1 }),
        400,
        '{"status":"error","errors":{"protocol":["This endpoint only accepts protocol 2"]}}',
      ],
      [key, JSON.stringify({ ...REPORT, protocol: '2' }), 202, /accepted/],
      [
        key,
        JSON.stringify({ ...REPORT, packages: [...REPORT.packages, { ...REPORT.packages[0], type: 'snap' }] }),
        400,
        '{"status":"error","errors":{"packages":[{},{"type":["\\"snap\\" is not a valid choice."]}]}}',
      ],
      [
        key,
        JSON.stringify({ ...REPORT, kernel: 'k'.repeat(256) }),
        400,
        '{"status":"error","errors":{"kernel":["Ensure this field has no more than 255 characters."]}}',
      ],
      [
        { ...key, 'content-type': 'text/plain' },
        text,
        415,
        '{"detail":"Unsupported media type \\"text/plain\\" in request."}',
      ],
      [{ ...key, 'content-type': 'application/json; charset=utf-8' }, text, 202, /accepted/],
    ]
    for (const [headers, payload, status, body] of cases) {
      const type = payload === undefined ? {} : JSON_TYPE
      const answer = await app.inject({
        method: 'POST',
        url: '/api/report/',
        headers: { ...type, ...headers },
        ...(payload === undefined ? {} : { payload }),
      })
      const what = `${JSON.stringify(headers)} ${payload?.slice(0, 80)}`
      expect(answer.statusCode, what).toBe(status)
      if (typeof body === 'string') expect(answer.body, what).toBe(body)
      else expect(answer.body, what).toMatch(body)
    }
    expect((await reportRows(db)).length).toBe(2)
    await app.close()
  })

  test('without its slash the address is somewhere else; other methods are told so', async () => {
    const { app } = await startServer(await databases.open())
    const moved = await app.inject({ method: 'POST', url: '/api/report?x=1', payload: '{}' })
    expect([moved.statusCode, moved.headers.location]).toEqual([301, '/api/report/?x=1'])
    const form = await app.inject({ method: 'POST', url: '/reports/upload' })
    expect([form.statusCode, form.headers.location]).toEqual([301, '/reports/upload/'])
    const put = await app.inject({ method: 'PUT', url: '/api/report/' })
    expect([put.statusCode, put.body]).toEqual([405, '{"detail":"Method \\"PUT\\" not allowed."}'])
    expect((await app.inject('/reports/upload/')).statusCode).toBe(404)
    await app.close()
  })

  test('protocol 1: 204 and no body; the report as text when asked; both encodings of a form', async () => {
    const { app, db, reports } = await startServer(await databases.open())
    const answer = await app.inject({ method: 'POST', url: '/reports/upload/', ...multipart(FORM) })
    expect([answer.statusCode, answer.body]).toEqual([204, ''])
    const echo = await app.inject({
      method: 'POST',
      url: '/reports/upload/',
      ...multipart({ ...FORM, report: 'true' }),
    })
    expect(echo.statusCode).toBe(200)
    expect(echo.headers['content-type']).toBe('text/plain; charset=utf-8')
    expect(echo.body).toContain('openssl 3.0.15-1~deb12u1 amd64')
    const encoded = await app.inject({
      method: 'POST',
      url: '/reports/upload/',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(FORM).toString(),
    })
    expect(encoded.statusCode).toBe(204)
    const rows = await reportRows(db)
    expect(rows.map((row) => [row.hostname, row.kernel])).toEqual(
      Array(3).fill(['web02.example.com', '6.1.0-28-amd64+deb']),
    )
    expect(new Set(rows.map((row) => row.packages_digest)).size).toBe(1)
    expect(reports.count).toBe(3)
    await app.close()
  })

  test('protocol 1: what is no form, or an empty one, is refused', async () => {
    const { app, db } = await startServer(await databases.open())
    const post = async (type: string, payload: string) =>
      (await app.inject({ method: 'POST', url: '/reports/upload/', headers: { 'content-type': type }, payload }))
        .statusCode
    expect(await post('application/json', '{}')).toBe(415)
    expect(await post('multipart/form-data', 'x')).toBe(400)
    expect(
      await post('multipart/form-data; boundary=b', '--b\r\nContent-Disposition: form-data; name="host"\r\n\r\ncut'),
    ).toBe(400)
    expect(await post('application/x-www-form-urlencoded', '')).toBe(400)
    const many = multipart(Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`field${i}`, 'x'])))
    expect(await post(many.headers['content-type'], many.payload)).toBe(413)
    expect(await reportRows(db)).toEqual([])
    await app.close()
  })

  test('compressed bodies, several zstd frames, and a bomb', async () => {
    const { app, db } = await startServer(await databases.open(), { requireApiKey: false })
    const text = JSON.stringify(REPORT)
    const send = async (payload: Buffer, encoding: string) =>
      (
        await app.inject({
          method: 'POST',
          url: '/api/report/',
          headers: { ...JSON_TYPE, 'content-encoding': encoding },
          payload,
        })
      ).statusCode
    expect(await send(gzipSync(text), 'gzip')).toBe(202)
    expect(await send(zstdCompressSync(text), 'zstd')).toBe(202)
    const frames = [text.slice(0, 100), text.slice(100)].map((part) => zstdCompressSync(part))
    expect(await send(Buffer.concat(frames), 'zstd')).toBe(202)
    expect(await send(gzipSync(text).subarray(0, 60), 'gzip')).toBe(400)
    expect(await send(Buffer.from('no zstd'), 'zstd')).toBe(400)
    expect(await send(Buffer.from(text), 'br')).toBe(415)
    const bomb = Buffer.alloc(40_000_000, ' ')
    expect(await send(gzipSync(bomb), 'gzip')).toBe(413)
    expect(await send(zstdCompressSync(bomb), 'zstd')).toBe(413)
    expect(await send(bomb, 'identity')).toBe(413)
    // three reports, one body
    expect(await reportRows(db)).toHaveLength(3)
    const rows = await db.query.selectFrom('report_body').selectAll().execute()
    expect(rows.map((row) => unpackBody(row.body).toString())).toEqual([text])
    await app.close()
  })

  test('only from networks that may report; forwarded addresses only from trusted proxies', async () => {
    const db = await databases.open()
    const post = async (settings: object, remoteAddress: string, headers: Record<string, string> = {}) => {
      const { app } = await startServer(db, {
        requireApiKey: false,
        reportNetworks: ['10.0.0.0/8', 'fd00::/8'],
        ...settings,
      })
      const answer = await app.inject({
        method: 'POST',
        url: '/api/report/',
        remoteAddress,
        headers: { ...JSON_TYPE, ...headers },
        payload: REPORT,
      })
      await app.close()
      const last = (await reportRows(db)).at(-1)?.ip
      return answer.statusCode === 202 ? last : answer.statusCode
    }
    expect(await post({}, '10.1.2.3')).toBe('10.1.2.3')
    expect(await post({}, '::ffff:10.1.2.3')).toBe('10.1.2.3')
    expect(await post({}, 'fd00::1')).toBe('fd00::1')
    expect(await post({}, '192.0.2.1')).toBe(403)
    expect(await post({}, '192.0.2.1', { 'x-forwarded-for': '10.9.9.9' })).toBe(403)
    expect(await post({}, '10.1.2.3', { 'x-forwarded-for': '10.9.9.9' })).toBe('10.1.2.3')
    const behind = { trustedProxies: ['192.0.2.0/24'] }
    expect(await post(behind, '192.0.2.1', { 'x-forwarded-for': '10.9.9.9, 192.0.2.7' })).toBe('10.9.9.9')
    expect(await post(behind, '192.0.2.1', { 'x-real-ip': '10.9.9.8' })).toBe('10.9.9.8')
    expect(await post(behind, '192.0.2.1', { 'x-forwarded-for': 'nonsense', 'x-real-ip': '[fd00::2]:80' })).toBe(
      'fd00::2',
    )
    expect(await post(behind, '192.0.2.1')).toBe(403)
  })

  test('keys: as the settings say, and a wrong one is refused even where none is needed', async () => {
    const db = await databases.open()
    const { app } = await startServer(db, { requireApiKey: false, requireApiKeyP1: true })
    const wrong = { authorization: 'Api-Key wrong' }
    const p2 = (headers: object) =>
      app.inject({ method: 'POST', url: '/api/report/', headers: { ...JSON_TYPE, ...headers }, payload: REPORT })
    const form = multipart(FORM)
    const p1 = (headers: object) =>
      app.inject({ method: 'POST', url: '/reports/upload/', ...form, headers: { ...form.headers, ...headers } })
    const key = await aKey(db)
    expect((await p2({})).statusCode).toBe(202)
    expect((await p2(wrong)).statusCode).toBe(403)
    expect((await p1({})).statusCode).toBe(403)
    expect((await p1(wrong)).statusCode).toBe(403)
    expect((await p1(key)).statusCode).toBe(204)
    await app.close()
  })

  test('a host without a name has that of its address', async () => {
    const db = await databases.open()
    const names: Record<string, string> = { '127.0.0.1': 'Loop.example.com' }
    const { app } = await startServer(db, {}, { findReverseName: (ip) => Promise.resolve(names[ip] ?? '') })
    const post = (remoteAddress: string) =>
      app.inject({ method: 'POST', url: '/reports/upload/', remoteAddress, ...multipart({ ...FORM, host: '' }) })
    expect((await post('127.0.0.1')).statusCode).toBe(204)
    expect((await post('127.0.0.2')).statusCode).toBe(204)
    expect((await reportRows(db)).map((row) => row.hostname)).toEqual(['loop.example.com', '127.0.0.2'])
    await app.close()
  })

  test('over a real socket: chunks, no User-Agent, and a body that is announced too large', async () => {
    const { app, db } = await startServer(await databases.open(), { requireApiKey: false })
    await app.listen({ host: '127.0.0.1', port: 0 })
    const { port } = app.server.address() as AddressInfo
    const post = (headers: Record<string, string>, chunks: string[]) =>
      new Promise<number>((resolve, reject) => {
        const request = httpRequest(
          { host: '127.0.0.1', port, method: 'POST', path: '/api/report/', headers },
          (answer) => {
            answer.resume()
            resolve(answer.statusCode ?? 0)
          },
        )
        request.on('error', reject)
        for (const chunk of chunks) request.write(chunk)
        request.end()
      })
    const text = JSON.stringify(REPORT)
    expect(await post(JSON_TYPE, [text.slice(0, 50), text.slice(50)])).toBe(202)
    expect(await post({ ...JSON_TYPE, 'content-length': '99999999' }, ['{'])).toBe(413)
    expect(await reportRows(db)).toMatchObject([{ user_agent: '', ip: '127.0.0.1' }])
    await app.close()
  })
})

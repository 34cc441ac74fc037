import { expect, test } from 'vitest'
import { forEachDatabase } from '../../tests/support/databases.ts'
import { ADMIN, startServer, type TestServer } from '../../tests/support/server.ts'
import { ensureAdministrator } from '../auth/administrator-service.ts'
import { createApiKey } from '../auth/api-key-service.ts'
import { hashPassword } from '../auth/password.ts'
import { insertUser } from '../db/users.ts'

const LOGIN = { username: ADMIN.name, password: ADMIN.password }
const DAY_MS = 86_400_000

async function logIn({ app }: TestServer, headers: Record<string, string> = {}) {
  const answer = await app.inject({ method: 'POST', url: '/api/v1/session', payload: LOGIN, headers })
  const cookie = answer.cookies.find(({ name }) => name === 'patchman_session')
  return {
    answer,
    cookie,
    headers: { cookie: `patchman_session=${cookie?.value}`, 'x-csrf-token': answer.json().csrf_token as string },
  }
}

const basic = (name: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`,
})

forEachDatabase('access', (databases) => {
  test('the first administrator is made once; a generated password is told once and works', async () => {
    const db = await databases.open()
    const both = await Promise.all([1, 2].map(() => ensureAdministrator(db, { name: 'root', now: 1 })))
    const passwords = both.map((made) => made.generatedPassword).filter((password) => password !== undefined)
    expect(passwords).toHaveLength(1)
    expect(await ensureAdministrator(db, { name: 'other', now: 1 })).toEqual({ generatedPassword: undefined })
    const { app } = await startServer(db)
    expect((await app.inject({ url: '/api/v1/hosts', headers: basic('root', passwords[0]!) })).statusCode).toBe(200)
    const stored = await db.query.selectFrom('user_account').selectAll().execute()
    expect(stored).toMatchObject([{ name: 'root', role: 'admin' }])
    expect(stored[0]?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    await app.close()
  })

  test('a session: cookie out of reach of scripts, hashed in the database, over after log-out', async () => {
    const server = await startServer(await databases.open())
    const { app, db } = server
    const { answer, cookie, headers } = await logIn(server)
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toMatchObject({ user: { name: 'admin', role: 'admin' } })
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
    expect(cookie?.secure).toBeUndefined()
    const [stored] = await db.query.selectFrom('session').selectAll().execute()
    expect(JSON.stringify(stored)).not.toContain(cookie?.value)
    expect((await app.inject({ url: '/api/v1/session', headers })).json()).toEqual({
      user: { name: 'admin', role: 'admin' },
      csrf_token: headers['x-csrf-token'],
      anonymous_read: false,
      version: '0.0.0',
    })
    expect((await app.inject({ url: '/api/v1/hosts', headers })).statusCode).toBe(200)
    expect((await app.inject({ method: 'DELETE', url: '/api/v1/session', headers })).statusCode).toBe(204)
    expect((await app.inject({ url: '/api/v1/hosts', headers })).statusCode).toBe(401)
    expect((await app.inject({ url: '/api/v1/session' })).json()).toMatchObject({ user: null, csrf_token: '' })
    await app.close()
  })

  test('a session ends when it is not used for a week, and lasts while it is', async () => {
    const server = await startServer(await databases.open())
    const { headers } = await logIn(server)
    const use = async () => (await server.app.inject({ url: '/api/v1/hosts', headers })).statusCode
    server.time.now += 6 * DAY_MS
    expect(await use()).toBe(200)
    server.time.now += 6 * DAY_MS
    expect(await use()).toBe(200)
    server.time.now += 8 * DAY_MS
    expect(await use()).toBe(401)
    await server.app.close()
  })

  test('behind https the cookie is Secure, if the proxy that says so is trusted', async () => {
    const db = await databases.open()
    const secure = async (trustedProxies: string[]) => {
      const server = await startServer(db, { trustedProxies })
      const { cookie } = await logIn(server, { 'x-forwarded-proto': 'https' })
      await server.app.close()
      return cookie?.secure
    }
    expect(await secure([])).toBeUndefined()
    expect(await secure(['127.0.0.0/8'])).toBe(true)
  })

  test('writes with a cookie need its token and must not come from other pages', async () => {
    const server = await startServer(await databases.open())
    const { headers } = await logIn(server)
    const { cookie } = headers
    const write = async (headers: Record<string, string>) =>
      (await server.app.inject({ method: 'POST', url: '/api/v1/jobs', headers, payload: { kind: 'dbcheck' } }))
        .statusCode
    expect(await write(headers)).toBe(202)
    expect(await write({ cookie })).toBe(403)
    expect(await write({ cookie, 'x-csrf-token': 'guessed' })).toBe(403)
    expect(await write({ ...headers, origin: 'http://localhost:80' })).toBe(202)
    expect(await write({ ...headers, origin: 'https://evil.example' })).toBe(403)
    expect(await write({ ...headers, origin: 'null' })).toBe(403)
    expect(await write({ ...headers, 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect(await write(server.asAdmin)).toBe(202)
    expect(
      (await server.app.inject({ method: 'DELETE', url: '/api/v1/session', headers: { cookie } })).statusCode,
    ).toBe(403)
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const posted = await server.app.inject({
      method: 'POST',
      url: '/api/v1/session',
      headers: form,
      payload: 'username=admin',
    })
    expect(posted.statusCode).toBe(415)
    await server.app.close()
  })

  test('behind a trusted proxy the origin is compared with the host that it tells', async () => {
    const server = await startServer(await databases.open(), { trustedProxies: ['127.0.0.1'] })
    const headers = { 'x-forwarded-host': 'patchman.example.com', origin: 'https://patchman.example.com' }
    expect((await logIn(server, headers)).answer.statusCode).toBe(200)
    expect((await logIn(server, { ...headers, origin: 'https://other.example.com' })).answer.statusCode).toBe(403)
    await server.app.close()
  })

  test('who may do what', async () => {
    const db = await databases.open()
    const server = await startServer(db)
    const { app, asAdmin } = server
    const hash = await hashPassword('a plain user')
    await insertUser(db, { name: 'editor', password_hash: hash, role: 'editor', created_at: 1 })
    await insertUser(db, { name: 'viewer', password_hash: hash, role: 'viewer', created_at: 1 })
    const key = async (scope: 'report' | 'read' | 'write') =>
      `${(await createApiKey(db, { name: scope, scope }, 1)).key}`
    const callers: Record<string, Record<string, string>> = {
      nobody: {},
      admin: asAdmin,
      editor: basic('editor', 'a plain user'),
      viewer: basic('viewer', 'a plain user'),
      reportKey: { authorization: `Api-Key ${await key('report')}` },
      readKey: { authorization: `Bearer ${await key('read')}` },
      writeKey: { authorization: `Api-Key ${await key('write')}` },
      wrongKey: { authorization: 'Api-Key no.key' },
      otherScheme: { authorization: 'Digest x' },
    }
    const ask = async (caller: string) => {
      const headers = callers[caller]!
      const read = await app.inject({ url: '/api/v1/hosts', headers })
      const write = await app.inject({ method: 'POST', url: '/api/v1/jobs', headers, payload: { kind: 'dbcheck' } })
      const admin = await app.inject({ url: '/api/v1/api-keys', headers })
      return [caller, read.statusCode, write.statusCode, admin.statusCode]
    }
    const asked = []
    for (const caller of Object.keys(callers)) asked.push(await ask(caller))
    expect(asked).toEqual([
      ['nobody', 401, 401, 401],
      ['admin', 200, 202, 200],
      ['editor', 200, 202, 403],
      ['viewer', 200, 403, 403],
      ['reportKey', 403, 403, 403],
      ['readKey', 200, 403, 403],
      ['writeKey', 200, 202, 403],
      ['wrongKey', 401, 401, 401],
      ['otherScheme', 401, 401, 401],
    ])
    await app.close()
    const open = await startServer(db, { anonymousRead: true })
    expect((await open.app.inject('/api/v1/hosts')).statusCode).toBe(200)
    expect(
      (await open.app.inject({ method: 'POST', url: '/api/v1/jobs', payload: { kind: 'dbcheck' } })).statusCode,
    ).toBe(401)
    expect((await open.app.inject('/api/v1/api-keys')).statusCode).toBe(401)
    await open.app.close()
  })

  test('a browser is not asked for a password by its own window; a script is told how', async () => {
    const { app } = await startServer(await databases.open())
    const script = await app.inject('/api/v1/hosts')
    expect(script.headers['www-authenticate']).toMatch(/^Basic /)
    expect(script.headers['content-type']).toBe('application/problem+json')
    expect(script.json()).toMatchObject({ code: 'login-needed', status: 401, title: 'Unauthorized' })
    const browser = await app.inject({ url: '/api/v1/hosts', headers: { 'sec-fetch-site': 'same-origin' } })
    expect(browser.headers['www-authenticate']).toBeUndefined()
    await app.close()
  })

  test('keys: shown once, stored as a hash, revoked for good', async () => {
    const { app, db, asAdmin } = await startServer(await databases.open())
    const made = await app.inject({
      method: 'POST',
      url: '/api/v1/api-keys',
      headers: asAdmin,
      payload: { name: 'ci', scope: 'read' },
    })
    expect(made.statusCode).toBe(201)
    const { key, prefix, id } = made.json()
    expect(key.startsWith(`${prefix}.`)).toBe(true)
    expect(JSON.stringify(await db.query.selectFrom('api_key').selectAll().execute())).not.toContain(key)
    const again = await app.inject({
      method: 'POST',
      url: '/api/v1/api-keys',
      headers: asAdmin,
      payload: { name: 'ci' },
    })
    expect([again.statusCode, again.json().code]).toEqual([409, 'name-taken'])
    const use = async () =>
      (await app.inject({ url: '/api/v1/hosts', headers: { authorization: `Api-Key ${key}` } })).statusCode
    expect(await use()).toBe(200)
    const list = (await app.inject({ url: '/api/v1/api-keys', headers: asAdmin })).json().items
    expect(list).toMatchObject([
      { id, name: 'ci', scope: 'read', revoked_at: null, last_used_at: '2026-01-15T12:00:00.000Z' },
    ])
    expect(JSON.stringify(list)).not.toContain(key)
    const revoke = async () =>
      (await app.inject({ method: 'DELETE', url: `/api/v1/api-keys/${id}`, headers: asAdmin })).statusCode
    expect([await revoke(), await revoke(), await use()]).toEqual([204, 404, 401])
    await app.close()
  })

  test('another password ends the other sessions, and remembered credentials', async () => {
    const server = await startServer(await databases.open())
    const { app, asAdmin } = server
    const [mine, other] = [await logIn(server), await logIn(server)]
    expect((await app.inject({ url: '/api/v1/hosts', headers: asAdmin })).statusCode).toBe(200)
    const change = async (old: string) =>
      (
        await app.inject({
          method: 'PUT',
          url: '/api/v1/session/password',
          headers: mine.headers,
          payload: { old, new: 'another long one' },
        })
      ).statusCode
    expect(await change('wrong')).toBe(400)
    expect(await change(ADMIN.password)).toBe(204)
    const read = async (headers: Record<string, string>) =>
      (await app.inject({ url: '/api/v1/hosts', headers })).statusCode
    expect(await read(mine.headers)).toBe(200)
    expect(await read(other.headers)).toBe(401)
    expect(await read(asAdmin)).toBe(401)
    expect(await read(basic('admin', 'another long one'))).toBe(200)
    await app.close()
  })

  test('wrong passwords are slowed down for the user, in the database; the right one waits, too', async () => {
    const db = await databases.open()
    const { app, time } = await startServer(db)
    const attempt = async (password: string, name = ADMIN.name, remoteAddress = '127.0.0.1') => {
      const headers = basic(name, password)
      return (await app.inject({ url: '/api/v1/hosts', headers, remoteAddress })).statusCode
    }
    for (let i = 0; i < 5; i++) expect(await attempt(`wrong ${i}`)).toBe(401)
    expect(await attempt(ADMIN.password)).toBe(429)
    expect(await attempt(ADMIN.password, ADMIN.name, '127.0.0.9')).toBe(429)
    expect(await attempt('x', 'somebody else')).toBe(401)
    const second = await startServer(db)
    second.time.now = time.now
    const there = await second.app.inject({ method: 'POST', url: '/api/v1/session', payload: LOGIN })
    expect(there.statusCode).toBe(429)
    expect(Number(there.headers['retry-after'])).toBeGreaterThan(0)
    time.now += 61_000
    expect(await attempt(ADMIN.password)).toBe(200)
    // and who is known to be right is not locked out by others' attempts
    for (let i = 0; i < 6; i++) await attempt(`wrong again ${i}`)
    expect(await attempt(ADMIN.password)).toBe(200)
    await app.close()
    await second.app.close()
  })

  test('wrong passwords are slowed down for an address, whatever the user', async () => {
    const { app } = await startServer(await databases.open())
    const attempt = async (name: string, remoteAddress: string) =>
      (await app.inject({ url: '/api/v1/hosts', headers: basic(name, 'x'), remoteAddress })).statusCode
    for (let i = 0; i < 20; i++) expect(await attempt(`user${i}`, '2001:db8::1')).toBe(401)
    expect(await attempt('user20', '2001:db8::2')).toBe(429)
    expect(await attempt('user20', '2001:db8:0:1::1')).toBe(401)
    await app.close()
  })

  test('a hundred requests at once with one password cost one check of it', async () => {
    const { app, asAdmin } = await startServer(await databases.open())
    const start = performance.now()
    await app.inject({ url: '/api/v1/session', headers: asAdmin })
    const one = performance.now() - start
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => app.inject({ url: '/api/v1/session', headers: asAdmin })),
    )
    expect(answers.every((answer) => answer.statusCode === 200)).toBe(true)
    expect(performance.now() - start).toBeLessThan(one * 40)
    const fresh = await startServer(await databases.open())
    const cold = await Promise.all(
      Array.from({ length: 100 }, () => fresh.app.inject({ url: '/api/v1/hosts', headers: asAdmin })),
    )
    expect(cold.every((answer) => answer.statusCode === 200)).toBe(true)
    await app.close()
    await fresh.app.close()
  })

  test('hostile credentials', async () => {
    const { app } = await startServer(await databases.open())
    const headers = [
      'Basic',
      'Basic %%%',
      `Basic ${Buffer.from('nocolon').toString('base64')}`,
      `Basic ${Buffer.from(`admin:${'x'.repeat(10_000)}`).toString('base64')}`,
      `Basic ${Buffer.from("admin' or 1=1 --:x").toString('base64')}`,
      'Bearer ',
      'Api-Key \t',
      '',
    ]
    for (const authorization of headers) {
      const answer = await app.inject({ url: '/api/v1/hosts', headers: { authorization } })
      expect(answer.statusCode, authorization.slice(0, 40)).toBe(401)
    }
    const cookie = `patchman_session=${'A'.repeat(4000)}`
    expect((await app.inject({ url: '/api/v1/hosts', headers: { cookie } })).statusCode).toBe(401)
    const long = { username: 'a'.repeat(200), password: 'x' }
    expect((await app.inject({ method: 'POST', url: '/api/v1/session', payload: long })).statusCode).toBe(400)
    await app.close()
  })
})

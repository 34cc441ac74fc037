import { expect, test } from 'vitest'
import { forEachDatabase } from '../../tests/support/databases.ts'
import { ADMIN, startServer } from '../../tests/support/server.ts'
import { changeUser } from '../auth/user-service.ts'
import type { Db } from '../db/open.ts'

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

async function start(db: Db) {
  const server = await startServer(db)
  const asUser = (name: string, password: string) => ({
    authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`,
  })
  const ask = async (
    method: Method,
    path: string,
    payload?: object,
    headers: Record<string, string> = server.asAdmin,
  ) => {
    const answer = await server.app.inject({ method, url: `/api/v1${path}`, headers, ...(payload ? { payload } : {}) })
    return { status: answer.statusCode, body: answer.body === '' ? undefined : answer.json() }
  }
  const reads = async (name: string, password: string) =>
    (await ask('GET', '/hosts', undefined, asUser(name, password))).status
  return { ...server, asUser, ask, reads }
}

forEachDatabase('users', (databases) => {
  test('a user is made with a generated password, which is shown once; the name is taken then', async () => {
    const { app, ask, reads } = await start(await databases.open())
    const made = await ask('POST', '/users', { name: 'eve', role: 'viewer' })
    expect(made).toMatchObject({
      status: 201,
      body: { name: 'eve', role: 'viewer', disabled: false, last_login_at: null },
    })
    expect(await reads('eve', made.body.generated_password)).toBe(200)
    expect(await ask('POST', '/users', { name: 'eve', role: 'admin' })).toMatchObject({ status: 409 })
    const given = await ask('POST', '/users', { name: 'adam', role: 'editor', password: 'long enough' })
    expect(given.body.generated_password).toBe('')
    expect(await reads('adam', 'long enough')).toBe(200)
    const { items } = (await ask('GET', '/users')).body
    expect(items.map((user: { name: string; role: string }) => `${user.name} ${user.role}`)).toEqual([
      'adam editor',
      'admin admin',
      'eve viewer',
    ])
    expect(JSON.stringify(items)).not.toMatch(/argon2|password/)
    for (const name of ['', 'a b', 'a:b'])
      expect((await ask('POST', '/users', { name, role: 'viewer' })).status).toBe(400)
    expect((await ask('POST', '/users', { name: 'x', role: 'root' })).status).toBe(400)
    expect((await ask('POST', '/users', { name: 'x', role: 'viewer', password: 'short' })).status).toBe(400)
    await app.close()
  })

  test('only administrators see and change users; another role counts from the next request on', async () => {
    const { app, ask, asUser } = await start(await databases.open())
    const { id } = (await ask('POST', '/users', { name: 'eve', role: 'editor', password: 'long enough' })).body
    const eve = asUser('eve', 'long enough')
    for (const [method, path, body] of [
      ['GET', '/users', undefined],
      ['POST', '/users', { name: 'x', role: 'admin' }],
      ['PATCH', `/users/${id}`, { role: 'admin' }],
      ['PUT', `/users/${id}/password`, {}],
      ['DELETE', `/users/${id}`, undefined],
    ] as const) {
      expect((await ask(method, path, body, eve)).status, `${method} ${path}`).toBe(403)
    }
    expect((await ask('PATCH', `/users/${id}`, { role: 'admin' })).body).toMatchObject({ role: 'admin' })
    expect((await ask('GET', '/users', undefined, eve)).status).toBe(200)
    await app.close()
  })

  test('a disabled user is out at once, also with an open session, and comes back when enabled', async () => {
    const { app, ask, reads } = await start(await databases.open())
    const { id } = (await ask('POST', '/users', { name: 'eve', role: 'viewer', password: 'long enough' })).body
    const credentials = { username: 'eve', password: 'long enough' }
    const login = await app.inject({ method: 'POST', url: '/api/v1/session', payload: credentials })
    const cookie = { cookie: String(login.headers['set-cookie']).split(';')[0] ?? '' }
    expect((await ask('GET', '/hosts', undefined, cookie)).status).toBe(200)
    expect((await ask('GET', '/users')).body.items[1].last_login_at).toMatch(/^2026-01-15T/)
    expect((await ask('PATCH', `/users/${id}`, { disabled: true })).body).toMatchObject({ disabled: true })
    expect((await ask('GET', '/hosts', undefined, cookie)).status).toBe(401)
    expect(await reads('eve', 'long enough')).toBe(401)
    const told = await app.inject({ method: 'POST', url: '/api/v1/session', payload: credentials })
    expect(told.json().code).toBe('user-disabled')
    expect((await ask('PATCH', `/users/${id}`, { disabled: false })).body).toMatchObject({ disabled: false })
    expect(await reads('eve', 'long enough')).toBe(200)
    expect((await ask('GET', '/hosts', undefined, cookie)).status).toBe(401)
    await app.close()
  })

  test('a reset password replaces the old one and ends the sessions; a deleted user is gone', async () => {
    const { app, ask, reads } = await start(await databases.open())
    const { id } = (await ask('POST', '/users', { name: 'eve', role: 'viewer', password: 'long enough' })).body
    const { generated_password: next } = (await ask('PUT', `/users/${id}/password`, {})).body
    expect([await reads('eve', 'long enough'), await reads('eve', next)]).toEqual([401, 200])
    expect((await ask('PUT', `/users/${id}/password`, { password: 'chosen by hand' })).body.generated_password).toBe('')
    expect(await reads('eve', 'chosen by hand')).toBe(200)
    expect((await ask('DELETE', `/users/${id}`)).status).toBe(204)
    expect(await reads('eve', 'chosen by hand')).toBe(401)
    for (const method of ['PATCH', 'DELETE'] as const) expect((await ask(method, `/users/${id}`, {})).status).toBe(404)
    await app.close()
  })

  test('one administrator is always left, also when two demote each other at once', async () => {
    const { app, db, ask, reads } = await start(await databases.open())
    const { id: own } = (await ask('GET', '/users')).body.items[0]
    expect(await ask('PATCH', `/users/${own}`, { role: 'viewer' })).toMatchObject({
      status: 409,
      body: { code: 'last-administrator' },
    })
    expect((await ask('PATCH', `/users/${own}`, { disabled: true })).status).toBe(409)
    expect((await ask('DELETE', `/users/${own}`)).status).toBe(409)
    const { id: other } = (await ask('POST', '/users', { name: 'eve', role: 'admin', password: 'long enough' })).body
    // without the API: whoever is demoted first could not ask any more
    const both = [own, other].map((id) => changeUser(db, { id }, { role: 'viewer' }, 1))
    const outcomes = (await Promise.allSettled(both)).map(({ status }) => status)
    expect(outcomes.sort()).toEqual(['fulfilled', 'rejected'])
    expect([await reads(ADMIN.name, ADMIN.password), await reads('eve', 'long enough')]).toEqual([200, 200])
    await app.close()
  })
})

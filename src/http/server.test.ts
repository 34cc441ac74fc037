import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { forEachDatabase } from '../../tests/support/databases.ts'
import { startServer } from '../../tests/support/server.ts'
import { openDatabase } from '../db/open.ts'

function builtWeb(): string {
  const folder = mkdtempSync(join(tmpdir(), 'patchman-web-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Patchman</title>')
  writeFileSync(join(folder, 'assets', 'index-abc123.js'), `// ${'x'.repeat(5000)}`)
  return folder
}

forEachDatabase('server', (databases) => {
  test('health needs no login; ready only with a migrated database', async () => {
    const { app, db } = await startServer(await databases.open())
    expect((await app.inject('/healthz')).json()).toEqual({ status: 'ok' })
    expect((await app.inject('/readyz')).json()).toEqual({ status: 'ok' })
    await db.query.deleteFrom('kysely_migration' as never).execute()
    const pending = await app.inject('/readyz')
    expect([pending.statusCode, pending.json().code]).toEqual([503, 'migrations-pending'])
    expect((await app.inject('/healthz')).statusCode).toBe(200)
    await app.close()
  })

  test('the web interface: pages, files for ever, nothing outside its folder', async () => {
    const { app } = await startServer(await databases.open(), {}, { webFolder: builtWeb() })
    for (const page of ['/', '/hosts?state=silent', '/reports', '/reports/17', '/hosts/web01.example.com']) {
      const answer = await app.inject({ url: page, headers: { accept: 'text/html' } })
      expect([page, answer.statusCode, answer.headers['cache-control']]).toEqual([page, 200, 'no-cache'])
      expect(answer.body).toContain('<title>Patchman</title>')
    }
    const asset = await app.inject({ url: '/assets/index-abc123.js', headers: { 'accept-encoding': 'gzip' } })
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(gunzipSync(asset.rawPayload).length).toBe(5003)
    for (const nothing of [
      '/assets/index-old.js',
      '/api/v1/nothing',
      '/reports/upload/',
      '/api/nothing/',
      '/assets/..%2f..%2f..%2fetc/passwd',
    ]) {
      const answer = await app.inject({ url: nothing, headers: { accept: 'text/html' } })
      expect([nothing, answer.statusCode, answer.headers['content-type']]).toEqual([
        nothing,
        404,
        'application/problem+json',
      ])
    }
    expect((await app.inject({ method: 'POST', url: '/hosts' })).statusCode).toBe(404)
    await app.close()
  })

  test('security headers on every answer', async () => {
    const { app } = await startServer(await databases.open(), {}, { webFolder: builtWeb() })
    for (const url of ['/', '/api/v1/hosts', '/api/v1/docs', '/healthz', '/nothing.png']) {
      const { headers } = await app.inject(url)
      expect(headers['content-security-policy']).toMatch(/script-src 'self';.*frame-ancestors 'none'/)
      expect(headers['content-security-policy']).not.toMatch(/script-src[^;]*unsafe/)
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['referrer-policy']).toBe('same-origin')
    }
    await app.close()
  })

  test('closing answers the requests in flight', async () => {
    let answerName = (_name: string) => {}
    const name = new Promise<string>((resolve) => {
      answerName = resolve
    })
    const asked = Promise.withResolvers<void>()
    const findReverseName = () => {
      asked.resolve()
      return name
    }
    const { app } = await startServer(await databases.open(), {}, { findReverseName })
    await app.listen({ host: '127.0.0.1', port: 0 })
    const { port } = app.server.address() as AddressInfo
    const body = new URLSearchParams({ os: 'Debian 12', kernel: '6', arch: 'x86_64' })
    const inFlight = fetch(`http://127.0.0.1:${port}/reports/upload/`, { method: 'POST', body })
    await asked.promise
    const closed = app.close()
    answerName('late.example.com')
    expect((await inFlight).status).toBe(204)
    await closed
    await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow()
  })

  test('what was not foreseen is a 500 that tells nothing of its cause', async () => {
    const db = openDatabase(await databases.createUrl())
    const { app } = await startServer(await databases.open(), { anonymousRead: true }, { db })
    const answer = await app.inject('/api/v1/hosts')
    expect(answer.statusCode).toBe(500)
    expect(answer.json()).toEqual({
      code: 'internal-error',
      title: 'Internal Server Error',
      detail: 'The server failed; its log says why.',
      status: 500,
    })
    await app.close()
    await db.close()
  })
})

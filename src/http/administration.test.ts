import { expect, test } from 'vitest'
import { startApi } from '../../tests/support/api.ts'
import { forEachDatabase } from '../../tests/support/databases.ts'
import { FLEET_TIME } from '../../tests/support/fleet.ts'
import { silentLog } from '../../tests/support/log.ts'
import { processPendingReports } from '../reports/service.ts'

const REPORT = {
  hostname: 'web01.example.com',
  arch: 'x86_64',
  kernel: '6.1',
  os: 'Debian 12.8',
  packages: [
    { name: 'bash', epoch: '', version: '5', release: '', arch: 'amd64', type: 'deb' },
    { name: 'bad\u0001name', epoch: '', version: '5', release: '', arch: 'amd64', type: 'deb' },
  ],
  repos: [
    { type: 'deb', name: 'r', id: '', priority: 500, urls: ['http://repo.example.com/dists/x/main/binary-amd64'] },
  ],
}

forEachDatabase('administration', (databases) => {
  const start = async () => {
    const api = await startApi(databases)
    const { ask } = api
    const jobs = async () => {
      const asked = await api.jobs()
      await api.db.query.deleteFrom('job').execute()
      return asked
    }
    const total = async (path: string) => (await ask('GET', path)).body.total
    return { ...api, jobs, total }
  }

  test('repositories: states, flags, and what depends on them is found again', async () => {
    const { app, ask, jobs } = await start()
    const names = async (query: string) =>
      (await ask('GET', `/repositories?${query}`)).body.items.map((repo: { name: string }) => repo.name)
    expect(await names('state=ok')).toEqual(['main', 'security', 'unused'])
    expect(await names('state=failing')).toEqual(['broken'])
    expect(await names('security=true')).toEqual(['security'])
    expect(await names('used=false')).toEqual(['unused'])
    expect(await names('host=db01.example.org')).toEqual(['broken', 'main'])
    expect((await ask('PATCH', '/repositories/1', { security: true, muted: true })).body).toMatchObject({
      ...{ security: true, muted: true, state: 'ok', mirrors: 1, packages: 4, hosts: 5 },
      security_reason: 'An administrator marked it as a security repository.',
    })
    expect(await jobs()).toEqual(['find-updates repo:1'])
    expect((await ask('PATCH', '/repositories/1', { security: true })).status).toBe(200)
    expect(await jobs()).toEqual([])
    expect((await ask('PATCH', '/repositories/99', { security: true })).status).toBe(404)
    expect(
      (await ask('POST', '/repositories/actions', { action: 'disable', filter: { state: 'failing' } })).body,
    ).toEqual({ affected: 1 })
    expect(await names('state=disabled')).toEqual(['broken'])
    expect((await ask('POST', '/repositories/actions', { action: 'refresh', ids: [1, 2] })).body).toMatchObject({
      affected: 2,
    })
    expect((await ask('POST', '/repositories/actions', { action: 'refresh', filter: {} })).body).toMatchObject({
      affected: 4,
    })
    expect(await jobs()).toEqual(['find-updates repo:3', 'refresh-repos 1,2', 'refresh-repos '])
    expect((await ask('POST', '/repositories/actions', { action: 'refresh' })).status).toBe(400)
    await app.close()
  })

  test('a deleted repository comes back with the next report of a host that names it', async () => {
    const { app, db, ask, jobs, total } = await start()
    const report = async () => {
      expect((await app.inject({ method: 'POST', url: '/api/report/', payload: REPORT })).statusCode).toBe(202)
      await processPendingReports({ db, clock: () => FLEET_TIME, log: silentLog })
    }
    await report()
    const id = (await ask('GET', '/repositories?q=repo.example.com')).body.items[0].id
    expect((await ask('DELETE', `/repositories/${id}`)).status).toBe(204)
    expect(await jobs()).toContain('find-updates host:1')
    expect(await total('/repositories?q=repo.example.com')).toBe(0)
    expect(await total(`/mirrors?q=repo.example.com`)).toBe(0)
    await report()
    expect(await total('/repositories?q=repo.example.com')).toBe(1)
    expect(await total('/hosts/web01.example.com/repositories')).toBe(1)
    expect((await ask('DELETE', `/repositories/${id}`)).status).toBe(404)
    await app.close()
  })

  test('mirrors: flags, another address, and two of one repository', async () => {
    const { app, db, ask, jobs, total } = await start()
    await db.query.updateTable('mirror').set({ fail_count: 14, refresh: 0 }).where('id', '=', 3).execute()
    expect((await ask('PATCH', '/mirrors/3', { refresh: true })).body).toMatchObject({ refresh: true, fail_count: 0 })
    expect((await ask('POST', '/mirrors/actions', { action: 'disable', ids: [3] })).body).toEqual({ affected: 1 })
    expect(await jobs()).toEqual(['find-updates repo:3'])
    const moved = await ask('PATCH', '/mirrors/3', { url: 'HTTP://New.example.com:80/debian//dists/x/' })
    expect(moved.body).toMatchObject({ url: 'http://new.example.com/debian/dists/x', state: 'new', checksum: '' })
    expect(await jobs()).toEqual(['refresh-repos 3'])

    expect((await ask('POST', '/mirrors/actions', { action: 'link', ids: [1, 2] })).status).toBe(409)
    await db.query.updateTable('mirror').set({ checksum: 'same' }).where('id', 'in', [1, 2]).execute()
    expect(await total('/mirrors?shared_checksum=true')).toBe(2)
    expect((await ask('POST', '/mirrors/actions', { action: 'link', ids: [1, 2], repository: 3 })).status).toBe(409)
    expect((await ask('POST', '/mirrors/actions', { action: 'link', ids: [1, 2] })).body).toEqual({ affected: 2 })
    expect((await ask('GET', '/repositories/2')).status).toBe(404)
    expect((await ask('GET', '/repositories/1')).body).toMatchObject({ mirrors: 2, hosts: 5 })
    expect(await jobs()).toEqual(['find-updates repo:1'])
    const { url } = (await ask('PATCH', '/mirrors/1', { url: 'http://first.example.com/x' })).body
    expect((await ask('PATCH', '/mirrors/2', { url })).status).toBe(409)
    expect((await ask('DELETE', '/mirrors/2')).status).toBe(204)
    expect((await ask('DELETE', '/mirrors/2')).status).toBe(404)
    await app.close()
  })

  test('OS releases and variants', async () => {
    const { app, ask, jobs } = await start()
    const linked = await ask('PUT', '/os-releases/1/repositories', { ids: [1, 2, 2] })
    expect(linked.body).toMatchObject({
      repositories: 2,
      repository_list: [
        { id: 1, name: 'main' },
        { id: 2, name: 'security' },
      ],
    })
    expect((await ask('PUT', '/os-releases/1/repositories', { ids: [1, 99] })).body).toMatchObject({
      status: 400,
      fields: { ids: ['There is no repository 99.'] },
    })
    expect((await ask('GET', '/os-releases/1')).body.repositories).toBe(2)
    expect((await ask('GET', '/repositories?os_release=1')).body.total).toBe(2)
    expect((await ask('PATCH', '/os-releases/1', { name: 'Empty 1' })).status).toBe(409)
    expect((await ask('PATCH', '/os-releases/1', { codename: 'bookworm', cpe_name: 'cpe:/x' })).body).toMatchObject({
      codename: 'bookworm',
      cpe_name: 'cpe:/x',
    })
    expect((await ask('DELETE', '/os-releases/1')).status).toBe(409)
    expect((await ask('PATCH', '/os-variants/2', { release_id: 1 })).body).toMatchObject({ release: { id: 1 } })
    expect((await ask('PATCH', '/os-variants/2', { release_id: 99 })).status).toBe(400)
    expect((await ask('DELETE', '/os-variants/1')).status).toBe(409)
    expect((await ask('POST', '/os-variants/actions', { action: 'delete-unused' })).body).toEqual({ affected: 1 })
    expect((await ask('DELETE', '/os-releases/2')).status).toBe(204)
    expect((await ask('DELETE', '/os-releases/2')).status).toBe(404)
    await jobs()
    expect((await ask('PATCH', '/hosts/web02.example.com', { host_repos_only: false })).status).toBe(200)
    await ask('PUT', '/os-releases/1/repositories', { ids: [] })
    expect(await jobs()).toEqual(['find-updates host:2'])
    await app.close()
  })

  test('a report with its sections and what of it could not be used; again, and gone', async () => {
    const { app, db, ask, jobs, total } = await start()
    await app.inject({ method: 'POST', url: '/api/report/', payload: REPORT })
    expect(await total('/reports?state=pending')).toBe(1)
    await processPendingReports({ db, clock: () => FLEET_TIME, log: silentLog })
    const { body } = await ask('GET', '/reports/1')
    expect(body).toMatchObject({
      hostname: 'web01.example.com',
      state: 'processed',
      protocol: 2,
      rejects: 1,
      ip: '127.0.0.1',
    })
    expect(body.sections.packages).toEqual([{ name: 'bash', version: '5', arch: 'amd64', type: 'deb', held: false }])
    expect(body.sections.repos).toHaveLength(1)
    expect(body.reject_items).toMatchObject([{ section: 'packages', position: 2 }])
    expect((await ask('POST', '/reports/1/process')).status).toBe(202)
    expect(await total('/reports?state=pending')).toBe(1)
    expect((await ask('POST', '/reports/actions', { action: 'process', ids: [1, 99] })).body).toMatchObject({
      affected: 1,
    })
    expect(await jobs()).toEqual(['process-reports '])
    expect((await ask('POST', '/reports/actions', { action: 'delete', ids: [1, 99] })).body).toEqual({ affected: 1 })
    expect((await ask('DELETE', '/reports/1')).status).toBe(404)
    expect((await ask('GET', '/hosts/web01.example.com')).body.packages).toBe(1)
    await app.close()
  })

  test('jobs: asked for, joined, shown', async () => {
    const { app, ask } = await start()
    const first = await ask('POST', '/jobs', { kind: 'refresh-repos', subject: '1,2' })
    const second = await ask('POST', '/jobs', { kind: 'refresh-repos', subject: '1,2' })
    expect([first.status, second.body]).toEqual([202, first.body])
    expect((await ask('GET', `/jobs/${first.body.job_id}`)).body).toMatchObject({
      ...{ kind: 'refresh-repos', subject: '1,2', state: 'queued', started_at: null, duration_ms: 0, result: {} },
      created_at: new Date(FLEET_TIME).toISOString(),
    })
    expect((await ask('GET', '/jobs?state=queued&kind=refresh-repos')).body.total).toBe(1)
    for (const [kind, subject, detail] of [
      ['refresh-repos', '1,99', 'There is no repository 99.'],
      ['find-updates', 'repo:98,1,99', 'There is no repository 98, 99.'],
      ['find-updates', 'host:999999999999999', 'There is no host 999999999999999.'],
      ['find-updates', 'host:9999999999999999', 'find-updates takes no such subject.'],
    ]) {
      expect(await ask('POST', '/jobs', { kind, subject })).toMatchObject({ status: 400, body: { detail } })
    }
    await app.close()
  })
})

import type { TestDatabases } from './databases.ts'
import { FLEET_TIME, fillFleet } from './fleet.ts'
import { startServer } from './server.ts'

/** The API with the fleet of the tests, and an administrator who asks. */
export async function startApi(databases: TestDatabases) {
  const server = await startServer(await databases.open(), { requireApiKey: false })
  server.time.now = FLEET_TIME
  await fillFleet(server.db)
  const ask = async (method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE', path: string, payload?: object) => {
    const request = { method, url: `/api/v1${path}`, headers: server.asAdmin }
    const answer = await server.app.inject(payload ? { ...request, payload } : request)
    return { status: answer.statusCode, body: answer.body === '' ? undefined : answer.json() }
  }
  const get = async (path: string) => {
    const { status, body } = await ask('GET', path)
    if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`)
    return body
  }
  const names = async (query: string) =>
    (await get(`/hosts?${query}`)).items.map((host: { hostname: string }) => host.hostname.split('.')[0])
  const jobs = async () =>
    (await server.db.query.selectFrom('job').selectAll().orderBy('id').execute()).map(
      (job) => `${job.kind} ${job.subject}`,
    )
  return { ...server, ask, get, names, jobs }
}

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { FakeRpmHost } from '../../client/testing/fake-rpm-host.ts'
import { openLoopbackServer } from '../support/loopback-server.ts'
import { serveProgram } from '../support/program.ts'
import { testSettings } from '../support/test-settings.ts'

interface Updates {
  items: { name: string; arch: string; installed: string; candidate: string; security: boolean }[]
}

test('a host whose repositories ask for credentials: its own answer (-u) is shown, security as it says', {
  timeout: 120_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'patchman-accept-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const cdn = await openLoopbackServer()
  onTestFinished(() => cdn.close())
  cdn.on('/rhel/repodata/repomd.xml', (_, response) => void response.writeHead(403).end())
  const env = testSettings(folder, { PATCHMAN_FETCH_ALLOW: '127.0.0.0/8' })
  const server = await serveProgram([], { cwd: folder, env })
  onTestFinished(async () => void (await server.stop('SIGTERM')))
  const host = subscribedHost(`${cdn.url}/rhel`)
  onTestFinished(() => host.remove())

  const run = await host.run('-s', server.address, '-p', '2', '-u', '-H', 'rhel.example.com')
  expect(run).toMatchObject({ code: 0, stderr: '' })
  const { items } = await until(
    () => get<Updates>(server.address, 'updates'),
    ({ items }) => items.length === 2,
  )
  expect(
    items.map(({ name, arch, installed, candidate, security }) => ({ name, arch, installed, candidate, security })),
  ).toEqual([
    { name: 'bash', arch: 'x86_64', installed: '5.1.8-9.el9', candidate: '5.1.8-10.el9', security: false },
    { name: 'openssl', arch: 'x86_64', installed: '1:3.0.1-1.el9', candidate: '1:3.0.7-1.el9', security: true },
  ])
  const repositories = await until(
    () => get<{ items: { name: string; state: string }[] }>(server.address, 'repositories'),
    ({ items }) => items[0]?.state !== 'new',
  )
  expect(repositories.items).toMatchObject([{ name: 'Red Hat Enterprise Linux 9 - BaseOS x86_64', state: 'host-only' }])
})

function subscribedHost(url: string): FakeRpmHost {
  const host = new FakeRpmHost('dnf5')
  host.file('/etc/os-release', 'ID="rhel"\nPRETTY_NAME="Red Hat Enterprise Linux 9.5 (Plow)"\nVERSION="9.5 (Plow)"\n')
  host.rpms([
    { name: 'bash', version: '5.1.8', release: '9.el9' },
    { name: 'openssl', epoch: '1', version: '3.0.1', release: '1.el9' },
  ])
  const repository = `======== "baseos" repository configuration: ========
baseurl = ${url}
enabled = 1
name = Red Hat Enterprise Linux 9 - BaseOS
priority = 99
`
  host.answers('dnf5', [
    ['*--dump-main-config*', `======== Main configuration: ========\nexcludepkgs =\n${repository}`],
    ['*repoquery*', 'bash\tx86_64\t5.1.8-10.el9\tbaseos\nopenssl\tx86_64\t1:3.0.7-1.el9\tbaseos\n'],
    ['*advisory*', '[{"name":"RHSA-2024:1","type":"security","nevra":"openssl-1:3.0.7-1.el9.x86_64"}]\n'],
  ])
  return host
}

async function until<T>(ask: () => Promise<T>, isDone: (answer: T) => boolean): Promise<T> {
  const deadline = Date.now() + 60_000
  for (;;) {
    const answer = await ask().catch(() => undefined)
    if (answer && isDone(answer)) return answer
    if (Date.now() > deadline) throw new Error(`not after 60 s: ${JSON.stringify(answer)}`)
    await delay(200)
  }
}

async function get<T>(address: string, what: string): Promise<T> {
  const answer = await fetch(`${address}/api/v1/hosts/rhel.example.com/${what}`)
  if (!answer.ok) throw new Error(`${what} answers ${answer.status}`)
  return (await answer.json()) as T
}

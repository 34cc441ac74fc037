import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { FakeAlpine, hasBusybox } from '../../client/testing/fake-alpine.ts'
import { FakeGentoo, MAIN } from '../../client/testing/fake-gentoo.ts'
import type { FakeHost } from '../../client/testing/fake-host.ts'
import { type LoopbackServer, openLoopbackServer } from '../support/loopback-server.ts'
import { type Served, serveProgram } from '../support/program.ts'
import { makeTar } from '../support/tar.ts'
import { testSettings } from '../support/test-settings.ts'

const WAIT_MS = 60_000

/** From the client on a made-up host, by the running server, to the updates that it shows. */
describe('hosts of apk and portage', () => {
  const folder = mkdtempSync(join(tmpdir(), 'patchman-accept-'))
  let program: Served | undefined
  let repositories: LoopbackServer
  let address = ''
  beforeAll(async () => {
    repositories = await openLoopbackServer()
    program = await serveProgram([], {
      cwd: folder,
      env: testSettings(folder, { PATCHMAN_FETCH_ALLOW: '127.0.0.0/8' }),
    })
    address = program.address
  })
  afterAll(async () => {
    await program?.stop('SIGTERM')
    await repositories.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test.skipIf(!hasBusybox).each(['1', '2'])(
    'apk: the highest version, tags, what is held (protocol %s; needs busybox)',
    { timeout: 120_000 },
    async (protocol) => {
      const host = new FakeAlpine()
      onTestFinished(() => host.remove())
      const base = `${repositories.url}/apk-${protocol}`
      serveApk(`/apk-${protocol}/v3.20/main`, ['musl 1.2.5-r10', 'zlib 1.3.1-r1', 'php 8.3.1-r0', 'held 2-r0'])
      serveApk(`/apk-${protocol}/edge/main`, ['zlib 1.3.2-r0', 'php 8.4.0-r0'])
      serveApk(`/apk-${protocol}/edge/testing`, ['musl 9-r0'])
      host.file('/etc/apk/repositories', `${base}/v3.20/main\n@edge ${base}/edge/main\n@testing ${base}/edge/testing\n`)
      host.file('/etc/apk/world', 'php@edge held=1-r0 zlib\n')
      host.installed(
        ...['musl 1.2.5-r9', 'zlib 1.3.1-r1', 'php 8.3.0-r5', 'held 1-r0'].map((text) => {
          const [name, version] = text.split(' ')
          return `P:${name}\nV:${version}\nA:x86_64\n`
        }),
      )
      expect(await updatesOf(host, `alpine-${protocol}.example.com`, protocol)).toEqual([
        'held 1-r0 2-r0 held',
        'musl 1.2.5-r9 1.2.5-r10 pending',
        'php 8.3.0-r5 8.4.0-r0 pending',
      ])
    },
  )

  test.each(['1', '2'])(
    'portage: the best visible version in the slot, masks (protocol %s)',
    { timeout: 120_000 },
    async (protocol) => {
      const host = new FakeGentoo()
      onTestFinished(() => host.remove())
      const base = `${repositories.url}/gentoo-${protocol}`
      serveTree(`/gentoo-${protocol}`, {
        'sys-libs/zlib-1.3.1-r2': ['0/1', 'amd64'],
        'dev-lang/python-3.11.9': ['3.11', 'amd64'],
        'dev-lang/python-3.12.3': ['3.12', 'amd64'],
        'dev-lang/go-1.23': ['0/1.23', '~amd64'],
        'net-misc/curl-8.9': ['0', 'amd64'],
      })
      host.asked({ repos: MAIN.replace('rsync://rsync.gentoo.org/gentoo-portage', base) })
      host.merged('dev-lang/python-3.11.4-r1', '3.11')
      host.merged('dev-lang/python-3.12.3', '3.12')
      host.merged('dev-lang/go-1.22')
      host.merged('net-misc/curl-8.7')
      host.file('/etc/portage/package.mask', 'net-misc/curl\n')
      expect(await updatesOf(host, `gentoo-${protocol}.example.com`, protocol)).toEqual([
        'dev-lang/python 3.11.4-r1:3.11 3.11.9:3.11 pending',
        'net-misc/curl 8.7 8.9 excluded',
        'sys-libs/zlib 1.3.1-r1 1.3.1-r2 pending',
      ])
    },
  )

  function serveApk(path: string, packages: string[]): void {
    const records = packages.map((text) => `P:${text.replace(' ', '\nV:')}\nA:x86_64\n\n`)
    repositories.on(`${path}/x86_64/APKINDEX.tar.gz`, gzipSync(makeTar({ APKINDEX: records.join('') })))
  }

  function serveTree(base: string, versions: Record<string, [slot: string, keywords: string]>): void {
    const cache = Object.entries(versions).map(([id, [slot, keywords]]) => [
      `gentoo/metadata/md5-cache/${id}`,
      `EAPI=8\nKEYWORDS=${keywords}\nSLOT=${slot}\n`,
    ])
    const snapshot = gzipSync(makeTar({ 'gentoo/profiles/repo_name': 'gentoo', ...Object.fromEntries(cache) }))
    const sum = createHash('md5').update(snapshot).digest('hex')
    repositories.on(`${base}/snapshots/gentoo-latest.tar.xz`, snapshot)
    repositories.on(`${base}/snapshots/gentoo-latest.tar.xz.md5sum`, `${sum}  gentoo-20261122.tar.xz\n`)
  }

  /** Reports, and waits until the host's repositories were read and its updates found. */
  async function updatesOf(host: FakeHost, name: string, protocol: string): Promise<string[]> {
    const run = await host.run('-s', address, '-H', name, '-p', protocol)
    expect(run).toMatchObject({ code: 0, stdout: '', stderr: '' })
    const deadline = Date.now() + WAIT_MS
    for (;;) {
      const answer = await fetch(`${address}/api/v1/hosts/${name}/updates?per_page=1000`)
      const body = (await answer.json()) as { items?: Shown[]; unknown?: string[] }
      if (body.unknown?.length === 0 && body.items?.length) return body.items.map(toLine).sort()
      if (Date.now() > deadline) throw new Error(`no updates after ${WAIT_MS / 1000} s: ${JSON.stringify(body)}`)
      await delay(200)
    }
  }
})

interface Shown {
  name: string
  category: string
  installed: string
  candidate: string
  state: string
}

function toLine({ name, category, installed, candidate, state }: Shown): string {
  return `${category === '' ? name : `${category}/${name}`} ${installed} ${candidate} ${state}`
}

import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commitFiles, git, hasGit, serveGit } from '../support/git-server.ts'
import { type LoopbackServer, openLoopbackServer } from '../support/loopback-server.ts'
import { type Served, serveProgram } from '../support/program.ts'
import { testSettings } from '../support/test-settings.ts'

const DATA = join(import.meta.dirname, '../../../shared/data')
const WAIT_MS = 60_000
const read = (path: string) => readFileSync(join(DATA, path))

interface Installed {
  name: string
  version: string
  release: string
  arch: string
  category?: string
  slot?: string
}

interface Host {
  type: 'arch' | 'gentoo' | 'apk'
  os: string
  arch: string
  kernel: string
  packages: Installed[]
  repo: { name: string; id: string; url: string }
}

// the real repositories are read whole, and a host of each family sees what it would install from them
describe.skipIf(!existsSync(DATA))('real repositories of Arch, Alpine and Gentoo (need ../shared/data)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'patchman-accept-'))
  let program: Served | undefined
  let repositories: LoopbackServer
  let address = ''
  beforeAll(async () => {
    repositories = await openLoopbackServer()
    const env = testSettings(folder, { PATCHMAN_FETCH_ALLOW: '127.0.0.0/8' })
    program = await serveProgram([], { cwd: folder, env })
    address = program.address
  })
  afterAll(async () => {
    await program?.stop('SIGTERM')
    await repositories.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test.each([1, 2])('Arch: core (protocol %i)', { timeout: 120_000 }, async (protocol) => {
    const index = read('arch/core.db.tar.gz')
    repositories.on('/arch/core/os/x86_64/core.db', index)
    const offered = [
      ...gunzipSync(index)
        .toString()
        .matchAll(/%NAME%\n(.+)\n\n%BASE%\n.+\n\n%VERSION%\n(?:(\d+):)?(.+)-(.+)\n/g),
    ]
    expect(offered.length).toBeGreaterThan(200)
    const old = offered.filter(([, , epoch]) => epoch === undefined).slice(0, 25)
    const isOld = new Set(old.map(([, name]) => name))
    const host: Host = {
      ...{ type: 'arch', os: 'Arch Linux', arch: 'x86_64', kernel: '5.19.6-arch1-1' },
      packages: offered.flatMap(([, name = '', epoch, version = '', release = '']) => {
        if (epoch !== undefined) return []
        return [{ name, version: isOld.has(name) ? '0' : version, release, arch: 'x86_64' }]
      }),
      repo: { name: 'core', id: 'core', url: `${repositories.url}/arch/$repo/os/$arch` },
    }
    const shown = await updatesOf(host, `arch-${protocol}.example.com`, protocol)
    expect(shown).toEqual(
      old.map(([, name, , version, release]) => `${name} 0-${release} ${version}-${release}`).sort(),
    )
    const { reboot } = await get<{ reboot: { state: string; reason: string } }>(`/hosts/arch-${protocol}.example.com`)
    expect(reboot).toEqual({ state: 'yes', reason: '5.19.6-arch1-1 runs, 5.19.7-arch1-1 is installed' })
    expect(await countOffered('core')).toBe(offered.length)
  })

  test.each([1, 2])('Alpine: main of 3.20 and of 3.12 (protocol %i)', { timeout: 120_000 }, async (protocol) => {
    repositories.on('/alpine/v3.20/main/x86_64/APKINDEX.tar.gz', read('alpine/alpine-3.20-main-x86_64-APKINDEX.tar.gz'))
    repositories.on('/alpine/v3.12/main/x86/APKINDEX.tar.gz', read('alpine/alpine-3.12-main-x86-APKINDEX.tar.gz'))
    const records = read('hosts/inventories/apk-installed-db_alpine-3.14').toString().split('\n\n')
    const field = (record: string, key: string) => new RegExp(`^${key}:(.*)$`, 'm').exec(record)?.[1] ?? ''
    const installed = records.filter((record) => record.includes('P:')).map((r) => [field(r, 'P'), field(r, 'V')])
    const versions = indexOf('alpine/alpine-3.20-main-x86_64-APKINDEX.tar.gz')
    const host: Host = {
      ...{ type: 'apk', os: 'Alpine Linux 3.20.0', arch: 'x86_64', kernel: '6.6.49-0-lts' },
      packages: [...installed, ['linux-lts', '6.6.49-r0']].map((row) => toPackage(row, 'x86_64')),
      repo: { name: 'main', id: '', url: `${repositories.url}/alpine/v3.20/main` },
    }
    const wanted = [...installed, ['linux-lts', '6.6.49-r0']].flatMap(([name = '', version = '']) => {
      const newest = versions.get(name)
      return newest === undefined || newest === version ? [] : [`${name} ${version} ${newest}`]
    })
    // of 26 some are in no repository any more, others are in the same version
    expect(wanted.length).toBe(17)
    expect(await updatesOf(host, `alpine-${protocol}.example.com`, protocol)).toEqual(wanted.sort())
    const old: Host = {
      ...{ ...host, os: 'Alpine Linux 3.12.0', arch: 'i686', packages: [toPackage(['busybox', '1.31.1-r9'], 'x86')] },
      repo: { name: 'old', id: '', url: `${repositories.url}/alpine/v3.12/main` },
    }
    expect(await updatesOf(old, `old-${protocol}.example.com`, protocol)).toEqual(['busybox 1.31.1-r9 1.31.1-r22'])
    expect([await countOffered('main'), await countOffered('old')]).toEqual([5522, 4828])
  })

  test.skipIf(!hasGit).each([1, 2])('Gentoo: GURU by git (protocol %i)', { timeout: 120_000 }, async (protocol) => {
    const overlay = join(folder, `guru-${protocol}`)
    cpSync(join(DATA, 'gentoo/guru-tree'), overlay, { recursive: true })
    git(overlay, 'init', '--quiet')
    commitFiles(overlay, {})
    const answer = serveGit(folder, '/git')
    const path = `/git/guru-${protocol}/.git`
    for (const rest of ['/info/refs?service=git-upload-pack', '/git-upload-pack']) repositories.on(path + rest, answer)
    const ebuild = (name: string, version: string, category = 'app-admin', slot = '') => {
      return { name, version, release: '', arch: '~amd64', category, slot }
    }
    const host: Host = {
      ...{ type: 'gentoo', os: 'Gentoo Linux', arch: 'x86_64', kernel: '6.6.35-gentoo-dist' },
      packages: [
        ...[
          ebuild('synadm', '0.43.1'),
          ebuild('chezmoi', '2.69.3'),
          ebuild('oet', '0.1.9'),
          ebuild('tflint', '0.60.0'),
        ],
        ...[ebuild('talosctl-bin', '1.12.0_rc0'), ebuild('gentoo-kernel', '6.6.35', 'sys-kernel')],
        ebuild('uek-sources', '5.15.0.300.161.12', 'sys-kernel', '5.15.0.300.161.13'),
      ],
      repo: { name: `guru-${protocol}`, id: 'guru', url: `${repositories.url}${path}` },
    }
    expect(await updatesOf(host, `gentoo-${protocol}.example.com`, protocol)).toEqual([
      'app-admin/chezmoi 2.69.3 2.71.1',
      'app-admin/oet 0.1.9 0.1.11',
      'app-admin/synadm 0.43.1 0.44',
      'app-admin/talosctl-bin 1.12.0_rc0 1.12.5',
      'sys-kernel/uek-sources 5.15.0.300.161.12:5.15.0.300.161.13 5.15.0.300.161.13:5.15.0.300.161.13',
    ])
    const { reboot } = await get<{ reboot: { state: string } }>(`/hosts/gentoo-${protocol}.example.com`)
    expect(reboot.state).toBe('no')
  })

  async function get<T>(path: string): Promise<T> {
    return (await (await fetch(`${address}/api/v1${path}`)).json()) as T
  }

  async function countOffered(repository: string): Promise<number> {
    const { items } = await get<{ items: { id: number; name: string }[] }>('/repositories?per_page=100')
    const { id } = items.find(({ name }) => name === repository) ?? {}
    return (await get<{ total: number }>(`/repositories/${id}/packages?per_page=1`)).total
  }

  /** Reports, and waits until the host's repositories were read and its updates found. */
  async function updatesOf(host: Host, hostname: string, protocol: number): Promise<string[]> {
    await (protocol === 1 ? sendForm(host, hostname) : sendJson(host, hostname))
    const deadline = Date.now() + WAIT_MS
    for (;;) {
      const body = await get<{ items?: Shown[]; unknown?: string[] }>(`/hosts/${hostname}/updates?per_page=1000`)
      if (body.unknown?.length === 0 && body.items?.length) return body.items.map(toLine).sort()
      if (Date.now() > deadline) throw new Error(`no updates after ${WAIT_MS / 1000} s: ${JSON.stringify(body)}`)
      await delay(200)
    }
  }

  async function sendJson({ packages, repo, type, ...facts }: Host, hostname: string): Promise<void> {
    const body = {
      ...{ protocol: 2, hostname, ...facts },
      packages: packages.map(({ slot = '', category = '', ...one }) => ({ ...one, epoch: slot, category, type })),
      repos: [{ type, name: repo.name, id: repo.id, priority: 0, urls: [repo.url] }],
    }
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${address}/api/report/`, { method: 'POST', headers, body: JSON.stringify(body) })
    expect(answer.status).toBe(202)
  }

  async function sendForm({ packages, repo, type, os, arch, kernel }: Host, host: string): Promise<void> {
    const quoted = (...fields: string[]) => fields.map((field) => `'${field.replaceAll('+', '%2b')}'`).join(' ')
    const form = new FormData()
    const lines = packages.map((one) => {
      const more = type === 'gentoo' ? [one.category ?? '', repo.name] : []
      return quoted(one.name, one.slot ?? '', one.version, one.release, one.arch, type, ...more)
    })
    const place = type === 'arch' ? [] : ['0']
    const fields = {
      ...{ host, os, arch, kernel, tags: '', protocol: '1', report: 'false', reboot: 'ServerCheck' },
      ...{ packages: lines.join('\n'), repos: quoted(type, repo.name, repo.id, ...place, repo.url) },
    }
    for (const [name, value] of Object.entries(fields)) form.set(name, value)
    expect((await fetch(`${address}/reports/upload/`, { method: 'POST', body: form })).ok).toBe(true)
  }
})

function indexOf(path: string): Map<string, string> {
  const found = gunzipSync(read(path))
    .toString('latin1')
    .matchAll(/^P:(.+)\nV:(.+)$/gm)
  return new Map([...found].map(([, name = '', version = '']) => [name, version]))
}

function toPackage([name = '', full = '']: string[], arch: string): Installed {
  const [, version = '', release = ''] = /^(.+)-(r\d+)$/.exec(full) ?? []
  return { name, version, release, arch }
}

interface Shown {
  name: string
  category: string
  installed: string
  candidate: string
}

function toLine({ name, category, installed, candidate }: Shown): string {
  return `${category === '' ? name : `${category}/${name}`} ${installed} ${candidate}`
}

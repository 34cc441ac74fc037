import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { sendBothWays } from './testing/both-protocols.ts'
import { formOf } from './testing/capture-server.ts'
import { FakeAlpine, hasBusybox } from './testing/fake-alpine.ts'
import { hostAndServer } from './testing/setup.ts'

describe.skipIf(!hasBusybox)('a host with nothing but busybox and curl (needs busybox)', () => {
  const it = hostAndServer(() => new FakeAlpine())
  const packages = async (...args: string[]) => (await sendBothWays(it, ...args)).report.packages ?? []
  const alpine = () => it.host as FakeAlpine

  test('packages have their version, release and origin; wishes of apk add --virtual are none', async () => {
    alpine().installed(
      'P:musl\nV:1.2.5-r0\nA:x86_64\no:musl\nF:lib\nR:libc.musl.so\nZ:Q1=\n',
      'P:musl-dev\nV:1.2.5_git20240101-r12\nA:x86_64\no:musl\n',
      'P:own\nV:2\nA:noarch\n',
      'P:.build-deps\nV:20240101.120000\nA:noarch\n',
    )
    const sent = await sendBothWays(it)
    const rows = sent.report.packages?.map((p) => [p.type, p.name, p.epoch, p.version, p.release, p.arch, p.source])
    expect(rows).toEqual([
      ['apk', 'musl', '', '1.2.5', 'r0', 'x86_64', ''],
      ['apk', 'musl-dev', '', '1.2.5_git20240101', 'r12', 'x86_64', 'musl'],
      ['apk', 'own', '', '2', '', 'noarch', ''],
    ])
    expect(sent.report).toMatchObject({ hostname: 'web01.example.com', os: 'Alpine Linux 3.20.3', rejects: [] })
  })

  test('what the world bounds from above is held', async () => {
    const names = ['exact', 'below', 'near', 'above', 'least', 'tagged', 'free']
    alpine().installed(...names.map((name) => `P:${name}\nV:1-r0\nA:x86_64\n`))
    it.host.file('/etc/apk/world', 'exact=1-r0\nbelow<2\nnear~1\nabove>0.5 least>=1\ntagged@edge=1-r0\nfree\n!absent\n')
    expect((await packages()).filter((p) => p.held).map((p) => p.name)).toEqual(['exact', 'below', 'near', 'tagged'])
  })

  test('repositories; a tagged one is for what the world pins to it', async () => {
    it.host.file('/etc/apk/world', 'php@edge\nalpine-base\nnode@edge>=20\n!gone@edge\nx=1@nowhere\n')
    it.host.file(
      '/etc/apk/repositories',
      [
        '# a comment',
        'https://user:secret@dl-cdn.alpinelinux.org/alpine/v3.20/main/',
        '#http://dl-cdn.alpinelinux.org/alpine/v3.20/community',
        '@edge http://dl-cdn.alpinelinux.org/alpine/edge/main',
        '  @testing\thttp://dl-cdn.alpinelinux.org/alpine/edge/testing',
        '/home/me/packages/own',
        '',
      ].join('\n'),
    )
    it.host.file('/etc/apk/repositories.d/own.list', `set v=3.20\nhttps://apk.example.com/$\{v}/$\{APK_ARCH}`)
    it.host.file('/lib/apk/repositories.d/own.list', 'https://apk.example.com/hidden\n')
    const { report, json } = await sendBothWays(it)
    expect(report.repos?.map(({ name, id, urls, excludes, includes }) => [name, id, urls, excludes, includes])).toEqual(
      [
        ['Alpine Linux v3.20 main x86_64', '', ['https://dl-cdn.alpinelinux.org/alpine/v3.20/main'], [], []],
        [
          'Alpine Linux edge main x86_64 @edge',
          '@edge',
          ['http://dl-cdn.alpinelinux.org/alpine/edge/main'],
          [],
          ['php', 'node'],
        ],
        [
          'Alpine Linux edge testing x86_64 @testing',
          '@testing',
          ['http://dl-cdn.alpinelinux.org/alpine/edge/testing'],
          ['*'],
          [],
        ],
        ['Alpine Linux packages own x86_64', '', ['/home/me/packages/own'], [], []],
        ['Alpine Linux 3.20 x86_64 x86_64', '', ['https://apk.example.com/3.20/x86_64'], [], []],
      ],
    )
    expect(JSON.stringify(json)).not.toContain('secret')
  })

  test.each([
    [
      'NAME="Alpine Linux"\nID=alpine\nVERSION_ID=3.21_alpha20240807\nPRETTY_NAME="Alpine Linux edge"',
      'Alpine Linux edge',
    ],
    ['NAME=\'Alpine "Linux"\'\r\nID=alpine\r\nVERSION_ID=3.9.6\r\n', 'Alpine "Linux" 3.9.6'],
    [
      'NAME="postmarketOS"\nID=postmarketos\nVERSION_ID=v24.06\nPRETTY_NAME="postmarketOS v24.06"',
      'postmarketOS v24.06',
    ],
  ])('%j', async (release, os) => {
    it.host.file('/etc/os-release', release)
    expect((await sendBothWays(it)).report.os).toBe(os)
  })

  test('-n sends no repositories; -u what the indexes have', async () => {
    expect((await sendBothWays(it, '-n')).report.repos).toBeUndefined()
    it.server.reset()
    it.host.command(
      'apk',
      `echo "php83-8.3.1-r0 x86_64 {php83} (PHP-3.01) [upgradable from: php83-8.3.0-r5]"
echo "so-1-2.0-r10 x86_64 {a b} (GPL-2.0-or-later AND MIT) [upgradable from: so-1-2.0-r9]"
echo "other-1-r0 x86_64 {other} (MIT) [installed]"`,
    )
    expect((await sendBothWays(it, '-u')).report.bugfixUpdates).toEqual([
      { name: 'php83', version: '8.3.1-r0', arch: 'x86_64', repo: '' },
      { name: 'so-1', version: '2.0-r10', arch: 'x86_64', repo: '' },
    ])
  })

  test('a kernel whose modules are gone wants a reboot', async () => {
    expect((await sendBothWays(it)).report.reboot).toBe('unknown')
    it.server.reset()
    it.host.file('/lib/modules/6.6.40-0-lts/modules.dep', '')
    expect((await sendBothWays(it)).report.reboot).toBe('yes')
    it.server.reset()
    it.host.file('/lib/modules/6.1.0-28-amd64/modules.dep', '')
    expect((await sendBothWays(it)).report.reboot).toBe('unknown')
  })

  test('settings, tags, odd text, options and failures as with bash', async () => {
    it.host.settings(
      `server=${it.server.url}/; tags=' web, prod ,'; protocol=2; curl_options="--header X-One:1  --header X-Two:*"`,
    )
    it.host.file('/etc/machine-id', 'a"\\b\tc\u00e9\n')
    expect(await it.host.run('-H', 'Odd "name" \\ +', '-k', 'a"key')).toMatchObject({ code: 0, stderr: '' })
    const [request] = it.server.requests
    expect(request?.headers).toMatchObject({ 'x-one': '1', 'x-two': '*', authorization: 'Api-Key a"key' })
    expect(JSON.parse(String(request?.body))).toMatchObject({
      hostname: 'Odd "name" \\ +',
      machine_id: 'a"\\b cé',
      tags: ['web', 'prod'],
    })
    expect((await it.host.run('--help')).stdout).toContain('Usage:')
    expect(await it.host.run('--nonsense')).toMatchObject({ code: 2 })
    expect(await it.host.run('-p', '3')).toMatchObject({ code: 2 })
    it.server.answers = [{ status: 403 }]
    expect(await it.host.run()).toMatchObject({ code: 5 })
    it.host.settings('curl_options=(arrays are for bash)')
    expect(await it.host.run('-s', it.server.url)).toMatchObject({ code: 2 })
  })

  test('nothing temporary is left; a dry run sums up', async () => {
    const run = await it.host.run('-y')
    expect(run).toMatchObject({ code: 0, stderr: '' })
    expect(run.stdout).toContain('packages      1\nrepositories  1\n')
    expect(readdirSync(it.host.tmp)).toEqual([])
  })

  test('its commit hook reports in the background after a commit, without repositories', async () => {
    alpine().command('logger', 'cat >/dev/null')
    const delays = { PATCHMAN_HOOK_DELAY: '4', PATCHMAN_HOOK_LOCK: join(it.host.folder, 'lock') }
    const hook = join(import.meta.dirname, 'hooks/after-packages')
    it.host.settings(`server=${it.server.url}`)
    for (let i = 0; i < 3; i++) {
      expect(await alpine().script(hook, delays, '-c', it.host.conf)).toMatchObject({ code: 0, stdout: '', stderr: '' })
    }
    for (let i = 0; i < 200 && it.server.requests.length === 0; i++) await setTimeout(50)
    await setTimeout(1500)
    expect(await Promise.all(it.server.requests.map(formOf))).toMatchObject([{ host: 'web01.example.com', repos: '' }])
    const commit = join(import.meta.dirname, 'hooks/apk-commit')
    it.host.command('after', 'echo called >>"$TMPDIR/calls"; exit 1')
    for (const when of ['pre-commit', 'post-commit', '']) {
      const run = await alpine().script(commit, { PATCHMAN_HOOK: join(it.host.folder, 'bin/after') }, when)
      expect(run).toMatchObject({ code: 0, stdout: '', stderr: '' })
    }
    expect(readFileSync(join(it.host.tmp, 'calls'), 'utf8')).toBe('called\n')
  })

  const real = join(import.meta.dirname, '../../shared/data/hosts/inventories/apk-installed-db_alpine-3.14')

  test.skipIf(!existsSync(real))('the database of a real host (needs ../shared)', async () => {
    it.host.file('/lib/apk/db/installed', readFileSync(real))
    it.host.file('/etc/os-release', readFileSync(`${real}.os-release`))
    const { report } = await sendBothWays(it)
    const text = readFileSync(real, 'utf8')
    expect(report.packages?.map((p) => `${p.name}-${p.version}-${p.release}.${p.arch}`)).toEqual(
      [...text.matchAll(/^P:(.*)\nV:(.*)\nA:(.*)$/gm)].map(([, name, version, arch]) => `${name}-${version}.${arch}`),
    )
    expect(report).toMatchObject({ os: 'Alpine Linux 3.14.0', rejects: [] })
  })
})

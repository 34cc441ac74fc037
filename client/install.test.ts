import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runScript } from './testing/fake-host.ts'
import { hostAndServer } from './testing/setup.ts'

const INSTALL = join(import.meta.dirname, 'install')
const it = hostAndServer()
let target = ''

beforeEach(() => {
  target = mkdtempSync(join(tmpdir(), 'client-install-'))
  install()
})
afterEach(() => rmSync(target, { recursive: true, force: true }))

function install(...args: string[]) {
  execFileSync(INSTALL, args, { env: { PATH: process.env.PATH, DESTDIR: target } })
}

test('the installed client finds its parts, and its hooks find it', async () => {
  const args = ['-c', it.host.conf, '-s', it.server.url]
  const environment = it.host.environment()
  expect(await runScript(join(target, 'usr/sbin/patchman-client'), args, environment)).toMatchObject({ code: 0 })
  const spread = join(target, 'usr/lib/patchman-client/hooks/report-spread')
  expect(await runScript(spread, ['1', ...args], environment)).toMatchObject({ code: 0 })
  expect(it.server.requests).toHaveLength(2)
})

test('the settings are private, and an update keeps them', () => {
  const conf = join(target, 'etc/patchman/patchman-client.conf')
  expect(statSync(conf).mode & 0o777).toBe(0o600)
  writeFileSync(conf, 'server=https://patchman.example.com\n')
  install()
  expect(readFileSync(conf, 'utf8')).toBe('server=https://patchman.example.com\n')
})

test('each manager’s hook is where it looks, and zypper can start its own', () => {
  const files = [
    'etc/apt/apt.conf.d/99patchman-client',
    'etc/dnf/plugins/post-transaction-actions.d/patchman-client.action',
    'etc/dnf/libdnf5-plugins/actions.d/patchman-client.actions',
    'usr/lib/yum-plugins/patchman_client.py',
    'etc/yum/pluginconf.d/patchman_client.conf',
    'etc/pacman.d/hooks/patchman-client.hook',
    'usr/lib/patchman-client/hooks/portage-bashrc',
  ]
  for (const file of files) expect([file, statSync(join(target, file)).mode & 0o777]).toEqual([file, 0o644])
  const programs = [
    'usr/lib/zypp/plugins/commit/patchman-client',
    'etc/apk/commit_hooks.d/patchman-client',
    'etc/periodic/daily/patchman-client',
  ]
  for (const file of programs) expect([file, statSync(join(target, file)).mode & 0o777]).toEqual([file, 0o755])
  expect(statSync(join(target, 'usr/lib/patchman-client/managers/dnf4.py')).mode & 0o777).toBe(0o644)
})

test('removing leaves the settings only', () => {
  install('--remove')
  const files = readdirSync(target, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory())
  expect(files.map((entry) => entry.name)).toEqual(['patchman-client.conf'])
})

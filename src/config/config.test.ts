import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { ConfigError, loadConfig } from './config.ts'
import { hidePassword, renderConfig, toShownSettings } from './render.ts'

const folder = mkdtempSync(join(tmpdir(), 'patchman-config-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let made = 0
function folderWith(toml?: string): string {
  const path = join(folder, String(++made))
  mkdirSync(path)
  if (toml !== undefined) writeFileSync(join(path, 'patchman.toml'), toml)
  return path
}

function problemsOf(toml: string | undefined, env: Record<string, string> = {}): string {
  try {
    loadConfig({ env, cwd: folderWith(toml) })
    return ''
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError)
    return (error as Error).message
  }
}

test('without a file or variables everything has its default', () => {
  const cwd = folderWith()
  const { config, origins, file } = loadConfig({ env: {}, cwd })
  expect(file).toBe('')
  expect(config).toMatchObject({
    host: '127.0.0.1',
    port: 8000,
    dataDir: join(cwd, 'data'),
    databaseUrl: `sqlite:${join(cwd, 'data', 'patchman.db')}`,
    adminUser: 'admin',
    requireApiKey: true,
    requireApiKeyP1: false,
    anonymousRead: false,
    workers: 1,
    schedule: true,
    maxMirrors: 2,
    maxMirrorFailures: 14,
    daysWithoutReport: 14,
    ...{ priorityExploited: 50, priorityEpss: 25, prioritySeverity: 13, priorityExposure: 7, priorityAge: 4 },
    trustedProxies: [],
    fetchAllow: [],
  })
  expect(config.reportNetworks).toContain('10.0.0.0/8')
  expect(config.times.refresh_repos).toBe('0 4 * * *')
  expect(new Set(Object.values(origins))).toEqual(new Set(['default']))
})

test('the environment wins over the file, and each value knows where it came from', () => {
  const cwd = folderWith('port = 9000\nworkers = 3\nfetch_allow = ["127.0.0.1/32"]\n[times]\ndbcheck = "0 7 * * *"\n')
  const env = { PATCHMAN_PORT: '9100', PATCHMAN_FEED_DEBIAN: 'http://mirror.example/dsa', PATCHMAN_SCHEDULE: 'off' }
  const { config, origins, file } = loadConfig({ env, cwd })
  expect(config).toMatchObject({ port: 9100, workers: 3, schedule: false, fetchAllow: ['127.0.0.1/32'] })
  expect(config.feeds.debian).toBe('http://mirror.example/dsa')
  expect(config.times.dbcheck).toBe('0 7 * * *')
  expect(origins).toMatchObject({
    port: 'PATCHMAN_PORT',
    workers: file,
    'times.dbcheck': file,
    'feeds.debian': 'PATCHMAN_FEED_DEBIAN',
    host: 'default',
  })
})

test('lists of the environment are separated by commas, an empty variable is one that is not set', () => {
  const env = { PATCHMAN_TRUSTED_PROXIES: '10.0.0.1, fd00::/8', PATCHMAN_PORT: '', http_proxy: 'http://proxy:3128' }
  const { config, origins } = loadConfig({ env, cwd: folderWith() })
  expect(config.trustedProxies).toEqual(['10.0.0.1', 'fd00::/8'])
  expect(config.port).toBe(8000)
  expect(config.httpProxy).toBe('http://proxy:3128')
  expect(origins.http_proxy).toBe('http_proxy')
})

test('a path of the file is relative to the file, one of the environment to the working directory', () => {
  const elsewhere = folderWith('data_dir = "files"\n')
  const cwd = folderWith()
  const file = join(elsewhere, 'patchman.toml')
  expect(loadConfig({ env: {}, cwd, file }).config.dataDir).toBe(join(elsewhere, 'files'))
  expect(loadConfig({ env: { PATCHMAN_DATA_DIR: 'd' }, cwd, file }).config.dataDir).toBe(join(cwd, 'd'))
  expect(loadConfig({ env: { PATCHMAN_DATABASE_URL: 'sqlite:x.db' }, cwd }).config.databaseUrl).toBe(
    `sqlite:${join(cwd, 'x.db')}`,
  )
})

const MISTAKES: [name: string, toml: string | undefined, env: Record<string, string>, says: RegExp][] = [
  ['unknown in the file', 'prot = 1', {}, /patchman\.toml: prot: unknown setting \(did you mean port\?\)/],
  ['unknown variable', undefined, { PATCHMAN_WORKER: '2' }, /PATCHMAN_WORKER: unknown setting .*PATCHMAN_WORKERS/],
  ['unknown time', '[times]\nlunch = "0 12 * * *"', {}, /times\.lunch: unknown setting/],
  [
    'unknown time in the environment',
    undefined,
    { PATCHMAN_TIME_LUNCH: 'off' },
    /PATCHMAN_TIME_LUNCH: unknown setting/,
  ],
  ['text for a number', 'port = "8000"', {}, /patchman\.toml: port: expected a whole number from 0 to 65535/],
  ['no number', undefined, { PATCHMAN_PORT: 'http' }, /PATCHMAN_PORT: expected a whole number/],
  ['a port too high', 'port = 70000', {}, /port: expected/],
  ['a fraction', 'workers = 1.5', {}, /workers: expected/],
  ['a negative number', undefined, { PATCHMAN_WORKERS: '-1' }, /PATCHMAN_WORKERS: expected/],
  ['no truth', undefined, { PATCHMAN_ANONYMOUS_READ: 'maybe' }, /PATCHMAN_ANONYMOUS_READ: expected true or false/],
  ['a number for truth', 'anonymous_read = 2', {}, /anonymous_read: expected true or false/],
  ['no network', 'fetch_allow = ["10.0.0.0/40"]', {}, /fetch_allow: expected a list, each an address or a network/],
  ['a list that is none', 'report_networks = "10.0.0.0/8"', {}, /report_networks: expected a list/],
  ['another database', undefined, { PATCHMAN_DATABASE_URL: 'mysql://x' }, /PATCHMAN_DATABASE_URL: expected sqlite:/],
  ['no time zone', 'time_zone = "Mars/Olympus"', {}, /time_zone: expected a time zone/],
  ['no time', '[times]\ndbcheck = "at noon"', {}, /times\.dbcheck: expected a time as in crontab/],
  ['an hour too late', '[times]\ndbcheck = "0 24 * * *"', {}, /times\.dbcheck: expected a time as in crontab/],
  ['no address', '[feeds]\ndebian = "ftp://x"', {}, /feeds\.debian: expected an http or https address/],
  ['a table that is none', 'feeds = 3', {}, /feeds: expected a table/],
  ['no TOML', 'port = = 3', {}, /patchman\.toml:1:\d+: /],
  ['an unknown errata source', undefined, { PATCHMAN_ERRATA_SOURCES: 'yum,gnu' }, /each one of yum, rocky/],
]

test.each(MISTAKES)('%s is an error that names the setting', (_, toml, env, says) => {
  expect(problemsOf(toml, env)).toMatch(says)
})

test.each(['*/5 * * * *', '0 4,16 * * 1-5', '30 6 1-31/2 * 0', 'off'])('%s is a time', (time) => {
  expect(loadConfig({ env: { PATCHMAN_TIME_DBCHECK: time }, cwd: folderWith() }).config.times.dbcheck).toBe(time)
})

test('everything that is wrong is told at once', () => {
  const problems = problemsOf('port = "x"\nprot = 2\n', { PATCHMAN_WORKERS: 'many' })
  expect(problems.split('\n')).toHaveLength(3)
})

test('what Kubernetes adds for a service is no mistake', () => {
  expect(problemsOf(undefined, { PATCHMAN_SERVICE_HOST: '10.0.0.3', PATCHMAN_PORT_8000_TCP: 'tcp://…' })).toBe('')
})

test('a file that was named must be there', () => {
  expect(() => loadConfig({ env: {}, cwd: folderWith(), file: 'absent.toml' })).toThrow('absent.toml: no such file')
})

test('shown settings hide secrets and are TOML', () => {
  const env = {
    PATCHMAN_ADMIN_PASSWORD: 'hunter2',
    PATCHMAN_DATABASE_URL: 'postgres://patchman:hunter2@db/patchman',
    HTTP_PROXY: 'http://me:hunter2@proxy:3128',
  }
  const loaded = loadConfig({ env, cwd: folderWith('port = 9000\n') })
  const text = renderConfig(loaded)
  expect(text).not.toContain('hunter2')
  expect(text).toMatch(/^admin_password = "\*\*\*" +# PATCHMAN_ADMIN_PASSWORD$/m)
  expect(text).toContain('postgres://patchman:***@db/patchman')
  expect(text).toMatch(/^port = 9000 +# .*patchman\.toml$/m)
  const cwd = folderWith(text.replace(/^admin_password.*$/m, ''))
  expect(loadConfig({ env: {}, cwd }).config.port).toBe(9000)
  expect(toShownSettings(loaded).find((s) => s.name === 'host')).toEqual({
    name: 'host',
    value: '127.0.0.1',
    origin: 'default',
  })
})

test.each([
  ['postgres://u:p@h/d', 'postgres://u:***@h/d'],
  ['postgres://u:p@q:r@h/d', 'postgres://u:***@h/d'],
  ['postgres://u@h/d?password=p&x=1', 'postgres://u@h/d?password=***&x=1'],
  ['sqlite:/var/lib/patchman.db', 'sqlite:/var/lib/patchman.db'],
])('the password of %s is hidden', (address, shown) => {
  expect(hidePassword(address)).toBe(shown)
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { openJobDeps } from '../src/jobs/deps.ts'
import { parseJsonReport } from '../src/reports/json-protocol.ts'
import { acceptReport } from '../src/reports/service.ts'
import { toSummary } from '../src/reports/summary.ts'
import { forEachDatabase } from './support/databases.ts'
import { openLoopbackServer } from './support/loopback-server.ts'
import { type Ran, runProgram } from './support/program.ts'

vi.setConfig({ testTimeout: 120_000 })

const folder = mkdtempSync(join(tmpdir(), 'patchman-cli-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let made = 0
const NO_CVE_FEEDS = Object.fromEntries(
  ['KEV', 'CWE', 'TRACKER', 'MITRE', 'EPSS', 'NVD', 'OSV'].map((name) => [`PATCHMAN_FEED_${name}`, 'off']),
)

const emptyDatabase = () => ({
  PATCHMAN_DATABASE_URL: `sqlite:${join(folder, `${++made}.db`)}`,
  PATCHMAN_ERRATA_SOURCES: 'yum',
  ...NO_CVE_FEEDS,
})

function patchman(args: string[], env: Record<string, string> = {}, input = ''): Promise<Ran> {
  return runProgram(args, { cwd: folder, env, input })
}

test('help names every flag and every command', async () => {
  const { code, out, err } = await patchman(['--help'])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  const flags =
    '-f --force -q --quiet -r --refresh-repos -R --repo -lr --list-repos -lh --list-hosts -dh --delete-hosts'
  const more = '-u --host-updates -A --host-updates-alt -shro --set-host-repos-only -uhro --unset-host-repos-only'
  const rest = '-sdns --set-check-dns -udns --unset-check-dns -H --host -p --process-reports -c --clean-reports -d'
  const last = '--dbcheck -rd --remove-duplicates -n --dns-checks -a --all -D --diff -e -E -v --cve -nd --json --config'
  for (const flag of [flags, more, rest, last].join(' ').split(' ')) expect(out).toMatch(new RegExp(`[ ,]${flag}\\b`))
  for (const command of [
    'serve',
    'config',
    'doctor',
    'explain',
    'list_mirrors',
    'list_modules',
    'list_errata',
    'cve',
    'set_password',
  ]) {
    expect(out).toContain(`  ${command} `)
  }
})

const WRONG: [args: string[], says: RegExp][] = [
  [['--frob'], /^patchman: unrecognized arguments: --frob/],
  [['frob'], /^patchman: unknown command "frob"/],
  [['-dh'], /^patchman: --delete-hosts needs --host/],
  [['-sdns', '-u'], /^patchman: --set-check-dns needs --host/],
  [['-R', 'x'], /^patchman: .*-R\/--repo.*invalid 'int' value/],
  [['-E', 'gnu'], /^patchman: .*-E.*invalid choice/],
  [['-D', 'a'], /^patchman: .*-D\/--diff: expected 2 arguments/],
  [['--config', 'absent.toml', '-lh'], /^patchman: absent\.toml: no such file/],
  [['vercmp'], /^patchman vercmp: .*required: scheme/],
  [['vercmp', 'deb', '1'], /^patchman vercmp: A without B/],
  [['link_mirrors', '1'], /^patchman: link_mirrors needs two mirrors or more/],
  [['create_api_key', 'x', '--scope', 'all'], /^patchman create_api_key: .*invalid choice/],
]

test.each(WRONG)('%j is wrong usage: exit 2, one line, nothing done', async (args, says) => {
  const { code, out, err } = await patchman(args, emptyDatabase())
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toMatch(says)
  expect(err.trimEnd().split('\n')).toHaveLength(1)
})

test('a setting that is unknown is named, before anything is done', async () => {
  const ran = await patchman(['-lh'], { PATCHMAN_PROT: '1' })
  expect(ran).toEqual({
    code: 2,
    out: '',
    err: 'patchman: PATCHMAN_PROT: unknown setting (did you mean PATCHMAN_PORT?)\n',
  })
})

test('a database that is not there is one line, and exit 1', async () => {
  const { code, err } = await patchman(['-lh'], { PATCHMAN_DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none' })
  expect(code).toBe(1)
  expect(err).toMatch(/^patchman: .*ECONNREFUSED.*\n$/)
})

test('config prints each setting with its origin, and no password', async () => {
  const { out } = await patchman(['config'], { PATCHMAN_PORT: '9', PATCHMAN_ADMIN_PASSWORD: 'hunter2' })
  expect(out).toMatch(/^port = 9 +# PATCHMAN_PORT$/m)
  expect(out).not.toContain('hunter2')
})

test('vercmp answers two arguments, or the pairs of standard input', async () => {
  expect((await patchman(['vercmp', 'deb', '1.0~rc1', '1.0'])).out).toBe('-1\n')
  const pairs = await patchman(['vercmp', 'deb', '--key'], {}, '1\t1\n2\t1\n1:0\t9\n')
  expect(pairs.out).toBe('0\n1\n1\n')
})

test('-a does all, in its order', async () => {
  const all = await patchman(['-a'], emptyDatabase())
  expect(all).toMatchObject({ code: 0, err: '' })
  const titles = all.out
    .trimEnd()
    .split('\n')
    .map((line) => line.split(':')[0])
  expect(titles).toEqual(['Reports', 'Repositories', 'Feeds', 'Feeds', 'Updates', 'DNS', 'Old reports', 'Database'])
})

test('errata: of one source or of all, what fails is told and the rest done', async () => {
  const server = await openLoopbackServer()
  const entry = (name: string) => `[01 Jan 2026] ${name} openssl - update\n\t[bookworm] - openssl 3-1\n`
  server.on('/DSA/list', entry('DSA-1-1'))
  const env = {
    ...emptyDatabase(),
    PATCHMAN_ERRATA_SOURCES: 'debian,arch',
    PATCHMAN_FEED_DEBIAN: server.url,
    PATCHMAN_FEED_ARCH: `${server.url}/arch/`,
    PATCHMAN_FETCH_ALLOW: '127.0.0.1/32',
  }
  const failed = await patchman(['-E', 'debian'], env)
  expect(failed).toMatchObject({
    code: 1,
    out: expect.stringMatching(/^Feeds: 2 feeds, 1 changed, 0 unchanged, 1 failed/),
  })
  expect(failed.err).toMatch(/1 of 2 feeds failed: debian-dla: not found \(404\)/)
  server.on('/DLA/list', entry('DLA-1-1'))
  server.on('/arch/issues/all.json', '[]')
  const all = await patchman(['-e'], env)
  await server.close()
  expect(all).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/^Feeds: 3 feeds, 2 changed, 1 unchanged/) })
  const { items } = JSON.parse((await patchman(['list_errata', '--json'], env)).out)
  expect(items.map(({ name }: { name: string }) => name).sort()).toEqual(['DLA-1-1', 'DSA-1-1'])
})

test('CVEs: all sources, one CVE, NVD; and what hosts have of one', async () => {
  const server = await openLoopbackServer()
  const id = 'CVE-2024-1111'
  const entry = { cveID: id, dateAdded: '2025-08-25', vulnerabilityName: 'A flaw' }
  const nvd = (path: string, cves: string[], start = 0) =>
    server.on(
      path,
      JSON.stringify({
        ...{ format: 'NVD_CVE', startIndex: start, totalResults: 2 },
        vulnerabilities: cves.map((name) => ({
          cve: { id: name, descriptions: [{ lang: 'en', value: 'As NVD has it' }] },
        })),
      }),
    )
  server.on('/known_exploited_vulnerabilities.json', JSON.stringify({ count: 1, vulnerabilities: [entry] }))
  nvd('/cves/2.0?resultsPerPage=2000&startIndex=0', [id, 'CVE-2024-2222'])
  const record = {
    ...{ dataType: 'CVE_RECORD', dataVersion: '5.1', cveMetadata: { cveId: 'CVE-2024-3333', state: 'PUBLISHED' } },
    containers: { cna: { title: 'As its CNA has it' } },
  }
  server.on('/cves/2024/3xxx/CVE-2024-3333.json', JSON.stringify(record))
  const env = {
    ...emptyDatabase(),
    ...{ PATCHMAN_FEED_KEV: server.url, PATCHMAN_FEED_NVD: server.url, PATCHMAN_FEED_MITRE: server.url },
    PATCHMAN_FETCH_ALLOW: '127.0.0.1/32',
  }
  const some = await patchman(['-v'], { ...env, PATCHMAN_FEED_MITRE: 'off' })
  expect(some).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/^Feeds: 1 feeds, 1 changed/) })
  expect((await patchman(['-nd'], env)).out).toMatch(/^Feeds: 1 feeds, 1 changed/)
  expect(await patchman(['--cve', 'CVE-2024-3333'], env)).toMatchObject({ code: 0, err: '' })
  const missing = await patchman(['--cve', 'CVE-2024-9999'], env)
  await server.close()
  expect(missing).toMatchObject({ code: 1, err: expect.stringMatching(/has a record of CVE-2024-9999/) })
  expect((await patchman(['cve', 'CVE-2024-2222'], env)).out).toMatch(
    /^CVE-2024-2222 {2}severity unknown\nAs NVD has it\n/,
  )
  const told = JSON.parse((await patchman(['cve', 'cve-2024-1111', '--json'], env)).out)
  expect(told).toMatchObject({ name: id, exploited_since: '2025-08-25T00:00:00.000Z', state: 'published' })
  expect(told).toMatchObject({ hosts: { affected: 0, reboot: 0, accepted: 0 }, host_list: [], fact_list: [] })
  expect((await patchman(['cve', 'CVE-2024-3333'], env)).out).toMatch(/As its CNA has it/)
  expect((await patchman(['cve', 'CVE-1999-0001'], env)).code).toBe(1)
})

test('quiet says nothing when all is well', async () => {
  expect(await patchman(['-q', '-p', '-u', '-c'], emptyDatabase())).toEqual({ code: 0, out: '', err: '' })
})

test('keys are made, listed without the key, and revoked by name or prefix', async () => {
  const env = emptyDatabase()
  const { out: key } = await patchman(['create_api_key', 'clients'], env)
  expect(key).toMatch(/^\S{30,}\n$/)
  expect((await patchman(['create-api-key', 'clients'], env)).code).toBe(1)
  const listed = JSON.parse((await patchman(['list_api_keys', '--json'], env)).out)
  expect(listed).toMatchObject({ total: 1, items: [{ name: 'clients', scope: 'report', revoked_at: null }] })
  expect(JSON.stringify(listed)).not.toContain(key.trim())
  expect((await patchman(['revoke_api_key', listed.items[0].prefix], env)).code).toBe(0)
  const again = await patchman(['revoke_api_key', 'clients'], env)
  expect(again.code).toBe(1)
  expect(again.err).toMatch(/^patchman: .*clients/)
})

test('a user is made and gets another password, from standard input', async () => {
  const env = emptyDatabase()
  expect(await patchman(['create_user', 'eve'], env, 'short\n')).toMatchObject({ code: 1 })
  expect(await patchman(['create_user', 'eve', '--admin'], env, 'long enough\n')).toMatchObject({ code: 0 })
  expect(await patchman(['create_user', 'eve'], env, 'long enough\n')).toMatchObject({ code: 1 })
  expect(await patchman(['set_password', 'eve'], env, 'another one\n')).toMatchObject({ code: 0 })
  expect(await patchman(['set_password', 'adam'], env, 'another one\n')).toMatchObject({ code: 1 })
  expect(await patchman(['change_user', 'eve', '--role', 'viewer'], env)).toMatchObject({ code: 1 })
  expect(await patchman(['create_user', 'adam', '--role', 'viewer'], env, 'long enough\n')).toMatchObject({ code: 0 })
  expect((await patchman(['change_user', 'adam', '--role', 'editor', '--disable'], env)).out).toBe(
    'adam is editor, disabled\n',
  )
  const listed = JSON.parse((await patchman(['list_users', '--json'], env)).out)
  expect(listed).toMatchObject({
    ...{
      total: 2,
      items: [
        { name: 'adam', role: 'editor', disabled: true },
        { name: 'eve', role: 'admin' },
      ],
    },
  })
  expect(await patchman(['delete_user', 'adam'], env)).toMatchObject({ code: 0 })
  expect(await patchman(['delete_user', 'eve'], env)).toMatchObject({ code: 1 })
})

test('doctor says what is wrong, where to look, and changes nothing', async () => {
  const env = emptyDatabase()
  const before = await patchman(['doctor'], env)
  expect(before.code).toBe(1)
  expect(before.out).toMatch(/^failed +database .* is not there yet: patchman serve makes it$/m)
  await patchman(['-lh'], env)
  const after = await patchman(['doctor', '--json'], env)
  const findings = JSON.parse(after.out) as { subject: string; state: string }[]
  expect(findings.find(({ subject }) => subject === 'database')).toMatchObject({ state: 'ok' })
  expect(findings.find(({ subject }) => subject === 'users')).toMatchObject({ state: 'warning' })
})

forEachDatabase('flags', (databases) => {
  async function withHosts() {
    const env = { PATCHMAN_DATABASE_URL: await databases.createUrl() }
    await patchman(['-lh'], env)
    const { deps, close } = await openJobDeps({ databaseUrl: env.PATCHMAN_DATABASE_URL, logLevel: 'silent' } as never)
    for (const [name, version] of [
      ['web01', '1'],
      ['web02', '2'],
      ['db01', '2'],
    ]) {
      const packages = [{ name: 'bash', epoch: '', version, release: '1', arch: 'amd64', type: 'deb' }]
      const facts = { arch: 'x86_64', kernel: '6.1', os: 'Debian 12.8', tags: [], packages, repos: [] }
      const body = JSON.stringify({ protocol: 2, hostname: `${name}.example.com`, ...facts })
      const parsed = parseJsonReport(JSON.parse(body))
      if (!('report' in parsed)) throw new Error('the report is wrong')
      const origin = { ip: '127.0.0.1', userAgent: 'test', now: Date.now() }
      await acceptReport(deps.db, { summary: toSummary(parsed.report), body: Buffer.from(body), ...origin })
    }
    return { env, db: deps.db, close }
  }

  test('-p -u processes reports and finds updates here and now, and it is in the history', async () => {
    const { env, db, close } = await withHosts()
    const { code, out } = await patchman(['-p', '-u'], env)
    expect(code).toBe(0)
    expect(out).toMatch(/^Reports: 3 processed, /)
    const jobs = await db.query.selectFrom('job').select(['kind', 'state']).orderBy('id').execute()
    expect(jobs.filter((job) => job.state === 'done').map((job) => job.kind)).toEqual([
      'process-reports',
      'find-updates',
    ])
    expect((await patchman(['-p', '-f', '-H', 'web*'], env)).out).toMatch(/^Reports: 2 processed, /)
    await close()
  })

  test('-p -H processes what waits of that host, which need not be known yet, and nothing else', async () => {
    const { env, db, close } = await withHosts()
    const waiting = () => db.query.selectFrom('report').select('hostname').where('state', '=', 'pending').execute()
    const { code, out } = await patchman(['-p', '-u', '-H', 'WEB02.example.com'], env)
    expect(code).toBe(0)
    expect(out).toMatch(/^Reports: 1 processed, /)
    expect((await waiting()).map((row) => row.hostname)).toEqual(['web01.example.com', 'db01.example.com'])
    expect(await patchman(['-p', '-H', 'absent'], env)).toMatchObject({
      code: 1,
      err: 'patchman: no host is named absent\n',
    })
    expect((await patchman(['-p', '-H', 'web*'], env)).out).toMatch(/^Reports: 1 processed, /)
    expect((await waiting()).map((row) => row.hostname)).toEqual(['db01.example.com'])
    await close()
  })

  test('hosts are listed, compared, switched and deleted', async () => {
    const { env, db, close } = await withHosts()
    await patchman(['-p'], env)
    const { out } = await patchman(['-lh', '-H', 'web*'], env)
    expect(out).toMatch(/^Host .*\nweb01\.example\.com .*\nweb02\.example\.com .*\n$/)
    const diff = JSON.parse((await patchman(['-D', 'web01*', 'WEB02.example.com', '--json'], env)).out)
    expect(diff.differences).toEqual([{ what: 'package', name: 'bash.amd64', a: '1-1', b: '2-1' }])
    expect((await patchman(['-D', 'web02.example.com', 'db01.example.com'], env)).out).toMatch(/do not differ\n$/)

    const switches = ['-H', 'web01.example.com,db01.example.com', '-uhro', '-sdns']
    expect((await patchman(switches, env)).code).toBe(0)
    const columns = ['hostname', 'host_repos_only', 'check_dns'] as const
    expect(await db.query.selectFrom('host').select(columns).orderBy('hostname').execute()).toEqual([
      { hostname: 'db01.example.com', host_repos_only: 0, check_dns: 1 },
      { hostname: 'web01.example.com', host_repos_only: 0, check_dns: 1 },
      { hostname: 'web02.example.com', host_repos_only: 1, check_dns: 0 },
    ])

    const absent = await patchman(['-dh', '-H', 'web02.example.com,absent'], env)
    expect(absent).toMatchObject({ code: 1, err: 'patchman: no host is named absent\n' })
    expect((await patchman(['-dh', '-H', 'web*'], env)).out).toBe('2 hosts deleted\n')
    const left = JSON.parse((await patchman(['-lh', '--json'], env)).out)
    expect(left).toMatchObject({ total: 1, items: [{ hostname: 'db01.example.com' }] })
    await close()
  })
})

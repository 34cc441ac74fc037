import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Report } from '../src/model/report.ts'
import { parseJsonReport } from '../src/reports/json-protocol.ts'
import { compareRpm } from '../src/versions/rpm/compare.ts'
import { CaptureServer, jsonOf } from './testing/capture-server.ts'
import { runScript } from './testing/fake-host.ts'
import { canMake, type Expected, type MadeHost, makeHost } from './testing/made-host.ts'

const CLIENT = join(import.meta.dirname, 'patchman-client')
const SYSTEM_PATH = '/usr/sbin:/usr/bin:/sbin:/bin'
const isRoot = process.getuid?.() === 0

const server = new CaptureServer()
beforeAll(() => server.start())
afterAll(() => server.stop())

// rpm enters another root only as root
describe.skipIf(!isRoot || !canMake('/usr/bin/dnf', '/usr/bin/rpm', '/usr/bin/createrepo_c'))(
  'dnf 4 in a private root (needs ../shared/oracle, dnf, createrepo-c, root)',
  () => {
    test.each(['multilib', 'priority', 'modules', 'module-state', 'module-hotfixes', 'excludes', 'kernel'])(
      '%s',
      async (kind) => {
        const host = made('rpm', kind)
        setOsRelease(host, 'ID=rocky\nPRETTY_NAME="Rocky Linux 9.5 (Blue Onyx)"\n')
        const report = await reportOf(host, '-u')
        expectSameHost(report, host)
        expect(report.modules?.map(byName).sort()).toEqual(reportMade(host).modules?.map(byName).sort())
        const states = host.expected.module_state ?? []
        expect(report.disabledModules.sort()).toEqual(
          states.flatMap(([name, , state]) => (state === 'disabled' ? [name] : [])).sort(),
        )
        expect(report.excludes).toEqual(globsOf(host.expected.dnf_conf, 'excludepkgs'))
        for (const repo of report.repos ?? []) {
          const conf = host.expected.repo_conf?.[repo.id]
          expect([repo.id, repo.excludes]).toEqual([repo.id, globsOf(conf, 'excludepkgs')])
          expect([repo.id, repo.includes]).toEqual([repo.id, globsOf(conf, 'includepkgs')])
          expect([repo.id, repo.hotfix]).toEqual([repo.id, conf?.includes('module_hotfixes=1') === true])
        }
        const wanted = host.expected.updates.map((u) => `${u.name}.${u.arch} ${u.candidate} ${isFix(u, host.expected)}`)
        expect(updatesOf(report)).toEqual(wanted.sort())
      },
    )

    test('our reader of yum’s files says what dnf says: variables, lists, credentials, what is off', async () => {
      const host = made('rpm', 'plain')
      setOsRelease(host, 'ID=rocky\nPRETTY_NAME="Rocky Linux 9.5 (Blue Onyx)"\n')
      put(host, '/etc/dnf/vars/site', 'north\nsecond line\n')
      put(host, '/etc/dnf/vars/releasever', '9\n')
      put(host, '/etc/dnf/dnf.conf', '[main]\nplugins=0\nexcludepkgs = foo*,bar\n  baz\nincludepkgs=a*\n')
      put(
        host,
        '/etc/yum.repos.d/odd.repo',
        `# comment
[odd-$basearch]
name = Odd: $releasever - $site - x86_64
metalink=https://m.example.com/?repo=odd-$releasever&arch=$basearch
baseurl = http://user:pass@one.example.com/\${site}/$releasever/
 http://two.example.com/$undefined/$basearch
priority = 7
module_hotfixes = yes
exclude = x y,z
includepkgs=b*
;enabled=0

[off]
name=Off
baseurl=http://off.example.com/
enabled=false
`,
      )
      const byDnf = await reportOf(host)
      const byReader = await reportOf(host, { path: `${withoutDnf(host)}:${SYSTEM_PATH}` })
      const byId = (of: Report) => of.repos?.toSorted((a, b) => (a.id < b.id ? -1 : 1))
      expect(byId(byReader)).toEqual(byId(byDnf))
      expect(byReader.excludes).toEqual(byDnf.excludes)
      const odd = byDnf.repos?.find((repo) => repo.id === 'odd-x86_64')
      expect(odd).toEqual({
        type: 'rpm',
        name: 'Odd: 9 - north x86_64',
        id: 'odd-x86_64',
        priority: 7,
        urls: [
          'https://m.example.com/?repo=odd-9&arch=x86_64',
          'http://one.example.com/north/9/',
          'http://two.example.com/$undefined/x86_64',
        ],
        hotfix: true,
        excludes: ['x', 'y', 'z'],
        includes: ['a*', 'b*'],
      })
    })
  },
)

describe.skipIf(!isRoot || !canMake('/usr/bin/zypper', '/usr/bin/rpm', '/usr/bin/createrepo_c'))(
  'zypper in a private root (needs ../shared/oracle, zypper, createrepo-c, root)',
  () => {
    test.each(['priority', 'multilib', 'kernel', 'vendor', 'locks'])('%s', async (kind) => {
      const host = made('zypper', kind)
      setOsRelease(
        host,
        'ID="opensuse-leap"\nID_LIKE="suse opensuse"\nNAME="openSUSE Leap"\nVERSION_ID="15.6"\nPRETTY_NAME="openSUSE Leap 15.6"\n',
      )
      const report = await reportOf(host, '-u')
      expectSameHost(report, host)
      expect(report.excludes.toSorted()).toEqual((host.expected.locks ?? []).toSorted())
      const wanted = host.expected.updates.map((u) => `${u.name}.${u.arch} ${u.candidate}`)
      expect(updatesOf(report).map((row) => row.replace(/ (true|false)$/, ''))).toEqual(wanted.sort())
    })
  },
)

function made(ecosystem: 'rpm' | 'zypper', kind: string): MadeHost {
  const host = makeHost(ecosystem, kind, 11)
  onTestFinished(() => host.remove())
  return host
}

async function reportOf(host: MadeHost, ...options: (string | { path: string })[]): Promise<Report> {
  const path = options.find((option) => typeof option !== 'string')?.path ?? SYSTEM_PATH
  const words = options.filter((option) => typeof option === 'string')
  const run = await runScript(CLIENT, ['-c', '/dev/null', '-p', '2', '-s', server.url, ...words], {
    PATH: path,
    HOME: host.home,
    PATCHMAN_CLIENT_SYSROOT: host.root,
  })
  expect(run).toMatchObject({ code: 0, stderr: '' })
  return parsed(jsonOf(server.requests.at(-1) ?? never()))
}

function parsed(body: unknown): Report {
  const outcome = parseJsonReport(body)
  if ('errors' in outcome) throw new Error(JSON.stringify(outcome.errors))
  expect(outcome.report.rejects).toEqual([])
  return outcome.report
}

const reportMade = (host: MadeHost) => parsed(host.report)

/** Packages as `rpm -qa` lists them, with vendors; repositories as the maker of the host wrote them. */
function expectSameHost(report: Report, host: MadeHost): void {
  const format = '%{NAME} %|EPOCH?{%{EPOCH}}| %{VERSION} %{RELEASE} %{ARCH} %{VENDOR} %{INSTALLTIME}\\n'
  const listed = execFileSync('rpm', ['--root', host.root, '-qa', '--queryformat', format], {
    encoding: 'utf8',
    env: { HOME: host.home, PATH: SYSTEM_PATH },
  })
  const rows = (report.packages ?? []).map((p) =>
    [p.name, p.epoch, p.version, p.release, p.arch, p.vendor, p.installTime / 1000].join(' '),
  )
  // an epoch of 0 is none
  expect(rows.sort()).toEqual(
    listed
      .trim()
      .replaceAll(/^(\S+) 0 /gm, '$1  ')
      .split('\n')
      .sort(),
  )
  const repos = (of: Report) => (of.repos ?? []).map((r) => `${r.id} ${r.priority} ${pathOf(r.urls)}`).sort()
  expect(repos(report)).toEqual(repos(reportMade(host)))
}

function updatesOf({ securityUpdates, bugfixUpdates }: Report): string[] {
  const rows = [
    ...securityUpdates.map((u) => ({ ...u, security: true })),
    ...bugfixUpdates.map((u) => ({ ...u, security: false })),
  ]
  return rows.map((u) => `${u.name}.${u.arch} ${u.version} ${u.security}`).sort()
}

/** dnf's updateinfo names all security advisories above the installed version: those that the candidate has. */
function isFix({ name, arch, candidate }: Expected['updates'][number], { updateinfo = [] }: Expected): boolean {
  const fixes = updateinfo.filter((row) => row.name === name && row.arch === arch && row.type.endsWith('Sec.'))
  return fixes.some((row) => compareRpm(row.evr, candidate) <= 0)
}

function byName(module: NonNullable<Report['modules']>[number]): string {
  const { name, stream, version, context, arch, repo, packages } = module
  return [name, stream, version, context, arch, repo, ...packages.toSorted()].join(' ')
}

function globsOf(conf: string | undefined, option: string): string[] {
  const line = conf?.split('\n').find((text) => text.startsWith(`${option}=`))
  return line ? line.slice(option.length + 1).split(' ') : []
}

/** The address without the place that it was served at. */
function pathOf([url = '']: string[]): string {
  return url.replace(/^(@BASE@|http:\/\/127\.0\.0\.1:\d+)/, '')
}

function setOsRelease(host: MadeHost, text: string): void {
  put(host, '/etc/os-release', text)
}

function put(host: MadeHost, path: string, text: string): void {
  mkdirSync(dirname(join(host.root, path)), { recursive: true })
  writeFileSync(join(host.root, path), text)
}

/** A folder for PATH that hides dnf and zypper, and has a microdnf. */
function withoutDnf(host: MadeHost): string {
  const folder = join(host.home, 'bin')
  mkdirSync(folder)
  for (const name of ['dnf', 'dnf5', 'dnf-3']) symlinkSync('/bin/false', join(folder, name))
  symlinkSync('/bin/true', join(folder, 'microdnf'))
  return folder
}

function never(): never {
  throw new Error('nothing was sent')
}

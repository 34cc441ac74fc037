import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { formOf } from './testing/capture-server.ts'
import { type FakeHost, runScript } from './testing/fake-host.ts'
import { hostAndServer } from './testing/setup.ts'

const AFTER = join(import.meta.dirname, 'hooks', 'after-packages')
const SPREAD = join(import.meta.dirname, 'hooks', 'report-spread')
const it = hostAndServer()

function hookEnvironment(host: FakeHost, delay: string) {
  return { ...host.environment(), PATCHMAN_HOOK_DELAY: delay, PATCHMAN_HOOK_LOCK: join(host.folder, 'lock') }
}

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 200 && !condition(); i++) await new Promise((resolve) => setTimeout(resolve, 50))
}

describe('the hook of package managers', () => {
  test('returns at once; three calls are one report, without repositories', async () => {
    it.host.command('logger', 'cat >/dev/null')
    const environment = hookEnvironment(it.host, '2')
    for (let i = 0; i < 3; i++) {
      // ends when nobody holds its output any more
      const run = await runScript(AFTER, ['-c', it.host.conf, '-s', it.server.url], environment)
      expect(run).toMatchObject({ code: 0, stdout: '', stderr: '' })
    }
    expect(it.server.requests).toEqual([])
    await until(() => it.server.requests.length > 0)
    await new Promise((resolve) => setTimeout(resolve, 1500))
    expect(it.server.requests).toHaveLength(1)
    expect(await formOf(it.server.requests[0]!)).toMatchObject({ host: 'web01.example.com', repos: '' })
  })

  test('succeeds also when the report fails, and puts the reason into the log', async () => {
    it.host.command('logger', 'cat >"$TMPDIR/log.part"; mv "$TMPDIR/log.part" "$TMPDIR/log"')
    const run = await runScript(AFTER, ['-c', it.host.conf], hookEnvironment(it.host, '0'))
    expect(run).toMatchObject({ code: 0, stdout: '', stderr: '' })
    const log = join(it.host.tmp, 'log')
    await until(() => spawnSync('test', ['-e', log]).status === 0)
    expect(String(spawnSync('cat', [log]).stdout)).toContain('no server')
  })
})

describe('the spread', () => {
  test('is the same for a host every time, and even over a fleet', async () => {
    const offsets: number[] = []
    for (let i = 0; i < 24; i++) {
      it.host.file('/etc/machine-id', `${String(i * 7919).padStart(32, 'a')}\n`)
      const run = await runScript(SPREAD, ['--print', '3600'], it.host.environment())
      offsets.push(Number(run.stdout))
    }
    const again = await runScript(SPREAD, ['--print', '3600'], it.host.environment())
    expect(Number(again.stdout)).toBe(offsets.at(-1))
    expect(offsets.every((offset) => offset >= 0 && offset < 3600)).toBe(true)
    expect(new Set(offsets.map((offset) => Math.floor(offset / 600))).size).toBeGreaterThan(3)
  })

  test('waits, then reports with the options given', async () => {
    const run = await runScript(SPREAD, ['1', '-c', it.host.conf, '-s', it.server.url], it.host.environment())
    expect(run).toMatchObject({ code: 0, stderr: '' })
    expect(it.server.requests).toHaveLength(1)
  })

  test.each(['', '0', 'x', '-5'])('"%s" is no number of seconds', async (seconds) => {
    expect(await runScript(SPREAD, [seconds], it.host.environment())).toMatchObject({ code: 2, stdout: '' })
  })
})

const hasAptConfig = spawnSync('apt-config', ['--version']).status === 0

test.skipIf(!hasAptConfig)('apt reads its hook (needs apt)', () => {
  const file = join(import.meta.dirname, 'hooks', 'apt.conf')
  const hooks = String(spawnSync('apt-config', ['-c', file, 'dump', 'DPkg::Post-Invoke']).stdout)
  expect(hooks).toContain('/usr/lib/patchman-client/hooks/after-packages || true')
})

const hasGroff = spawnSync('groff', ['--version']).status === 0

test.skipIf(!hasGroff)('the manual page is sound (needs groff)', () => {
  const page = join(import.meta.dirname, 'patchman-client.8')
  expect(String(spawnSync('groff', ['-man', '-ww', '-z', '-Tutf8', page]).stderr)).toBe('')
})

describe('the hook of zypper', () => {
  const COMMIT = join(import.meta.dirname, 'hooks', 'zypper-commit')

  /** What libzypp sends, and what it gets back. */
  function commit(...frames: string[]): string {
    const hook = join(it.host.folder, 'bin', 'hook')
    it.host.command('hook', 'echo called >>"$TMPDIR/calls"; echo noise')
    const env = { ...it.host.environment(), PATCHMAN_HOOK: hook }
    return String(spawnSync(COMMIT, { env, input: frames.map((frame) => `${frame}\0`).join('') }).stdout)
  }

  const calls = () => String(spawnSync('cat', [join(it.host.tmp, 'calls')]).stdout)

  test('answers each frame, and reports once, when the commit is over', () => {
    const body = '{\n"TransactionStepList": []\n}\n'
    const frames = ['PLUGINBEGIN\nuserdata:x\n\n', `COMMITBEGIN\n\n${body}`, `COMMITEND\n\n${body}`, 'PLUGINEND\n\n']
    expect(commit(...frames, '_DISCONNECT\n\n')).toBe('ACK\n\n\0'.repeat(5))
    expect(calls()).toBe('called\n')
  })

  test('a commit that was broken off changes nothing to report', () => {
    expect(commit('PLUGINBEGIN\n\n', 'PLUGINEND\n\n')).toBe('ACK\n\n\0'.repeat(2))
    expect(calls()).toBe('')
  })
})

test('the hooks of dnf and yum name the program that is installed', () => {
  for (const file of ['dnf4.action', 'dnf5.actions', 'yum-plugin.py']) {
    const text = readFileSync(join(import.meta.dirname, 'hooks', file), 'utf8')
    expect(text).toContain('/usr/lib/patchman-client/hooks/after-packages')
  }
})

const hasPython = spawnSync('python3', ['--version']).status === 0

test.skipIf(!hasPython)('the Python of the hook of yum and of the part for dnf 4 is sound (needs python3)', () => {
  const files = ['hooks/yum-plugin.py', 'managers/dnf4.py'].map((file) => join(import.meta.dirname, file))
  const check = 'import ast, sys\nfor name in sys.argv[1:]: ast.parse(open(name).read(), name)'
  expect(spawnSync('python3', ['-c', check, ...files])).toMatchObject({ status: 0 })
})

test.skipIf(!hasPython)('yum’s hook starts the report after a transaction of this host only (needs python3)', () => {
  it.host.command('hook', 'echo called >>"$TMPDIR/calls"')
  const run = `import os, sys, types
yum, sys.modules["yum.plugins"] = types.ModuleType("yum"), types.ModuleType("yum.plugins")
sys.modules["yum"] = yum
sys.modules["yum.plugins"].TYPE_CORE = 0
plugin = {}
exec(open(sys.argv[1]).read(), plugin)
plugin["HOOK"] = sys.argv[2]
class Conduit:
    def __init__(self, root): self.root = root
    def getConf(self): return types.SimpleNamespace(installroot=self.root)
    def info(self, level, text): print(text)
for root in sys.argv[3:]: plugin["posttrans_hook"](Conduit(root))
`
  const args = ['-c', run, join(import.meta.dirname, 'hooks', 'yum-plugin.py'), join(it.host.folder, 'bin', 'hook')]
  const ran = spawnSync('python3', [...args, '/', '/mnt/other'], { env: it.host.environment() })
  expect([String(ran.stderr), String(ran.stdout), ran.status]).toEqual(['', '', 0])
  expect(String(spawnSync('cat', [join(it.host.tmp, 'calls')]).stdout)).toBe('called\n')
})

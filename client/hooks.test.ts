import { spawnSync } from 'node:child_process'
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

import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { serveProgram } from '../support/program.ts'
import { testSettings } from '../support/test-settings.ts'
import { type AptUpdate, listUpgradable, sortUpdates, whyNotHere } from './apt-list.ts'

const CLIENT = join(import.meta.dirname, '../../client/patchman-client')
const WAIT_MS = 60_000

const reason = await whyNotHere()

// what its users see is what the whole is for: report in, updates out, equal to the host's own package manager
describe.skipIf(reason !== '')(`this machine${reason === '' ? '' : ` (skipped: ${reason})`}`, () => {
  test.each([[[]], [['-p', '2']]])(
    'shows what apt list --upgradable shows (client options: %j)',
    { timeout: 180_000 },
    async (options) => {
      const folder = mkdtempSync(join(tmpdir(), 'patchman-accept-'))
      onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
      const server = await serveProgram([], { cwd: folder, env: testSettings(folder) })
      onTestFinished(async () => void (await server.stop('SIGTERM')))
      const started = Date.now()
      const hostname = 'accept.example.com'
      execFileSync('bash', [CLIENT, '-c', '/dev/null', '-s', server.address, '-H', hostname, ...options], {
        stdio: 'pipe',
      })
      const answer = await waitForUpdates(server.address, hostname)
      const seconds = (Date.now() - started) / 1000
      process.stdout.write(`acceptance: ${answer.total} updates shown after ${seconds.toFixed(1)} s\n`)
      expect(answer.unknown).toEqual([])
      expect(answer.updates).toEqual(listUpgradable())
      expect(seconds).toBeLessThan(60)
    },
  )
})

interface UpdatesAnswer {
  items: (AptUpdate & { state: string })[]
  total: number
  as_of: string | null
  unknown: string[]
}

/** Waits until the host's repositories were read and its updates found. */
async function waitForUpdates(url: string, hostname: string) {
  const deadline = Date.now() + WAIT_MS
  for (;;) {
    const answer = await getUpdates(url, hostname)
    if (answer && answer.total > 0 && answer.unknown.length === 0) {
      const updates = answer.items.map(({ name, arch, installed, candidate, security }) => ({
        name,
        arch,
        installed,
        candidate,
        security,
      }))
      return { ...answer, updates: sortUpdates(updates) }
    }
    if (Date.now() > deadline)
      throw new Error(`no updates after ${WAIT_MS / 1000} s: ${JSON.stringify(answer)?.slice(0, 500)}`)
    await delay(250)
  }
}

async function getUpdates(url: string, hostname: string): Promise<UpdatesAnswer | undefined> {
  const answer = await fetch(`${url}/api/v1/hosts/${hostname}/updates?per_page=500`)
  return answer.ok ? ((await answer.json()) as UpdatesAnswer) : undefined
}

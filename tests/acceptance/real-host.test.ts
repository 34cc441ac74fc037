import { describe, expect, test } from 'vitest'
import { type AptUpdate, listUpgradable, sortUpdates, whyNotHere } from './apt-list.ts'
import { reportThisMachine, startServer, waitForUpdates } from './this-machine.ts'

const reason = await whyNotHere()

// what its users see is what the whole is for: report in, updates out, equal to the host's own package manager
describe.skipIf(reason !== '')(`this machine${reason === '' ? '' : ` (skipped: ${reason})`}`, () => {
  test.each([[[]], [['-p', '2']]])(
    'shows what apt list --upgradable shows (client options: %j)',
    { timeout: 180_000 },
    async (options) => {
      const server = await startServer()
      const started = Date.now()
      reportThisMachine(server, 'accept.example.com', options)
      const answer = await waitForUpdates(server, 'accept.example.com')
      const seconds = (Date.now() - started) / 1000
      process.stdout.write(`acceptance: ${answer.total} updates shown after ${seconds.toFixed(1)} s\n`)
      expect(answer.unknown).toEqual([])
      expect(sortUpdates(answer.items.map(toAptUpdate))).toEqual(listUpgradable())
      expect(seconds).toBeLessThan(60)
    },
  )
})

function toAptUpdate({ name, arch, installed, candidate, security }: AptUpdate): AptUpdate {
  return { name, arch, installed, candidate, security }
}

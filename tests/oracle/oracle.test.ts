import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { forEachDatabase } from '../support/databases.ts'
import { askServer } from './answers.ts'
import { compareUpdates } from './compare.ts'
import { generateScenarios, type Scenario, whyNoOracle } from './generator.ts'

const CLASSES = ['plain', 'multiarch', 'pins', 'flat', 'kernel', 'mixed']
const reason = whyNoOracle()

// a handful; `node tests/oracle/run.ts` takes as many as one likes
describe.skipIf(reason !== '')(`apt itself${reason === '' ? '' : ` (skipped: ${reason})`}`, () => {
  forEachDatabase('updates', (databases) => {
    test('are those that apt lists, with their security flags', { timeout: 180_000 }, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'patchman-oracle-'))
      onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
      const scenarios = await generateScenarios(folder, { classes: CLASSES, count: 6, seed: 4200 })
      const result = await askServer(await databases.open(), folder, scenarios)
      expect(result.differences).toEqual([])
      expect(result.updates).toBeGreaterThan(50)
      expect(result.security).toBeGreaterThan(5)
    })
  })
})

test('a difference of any kind is seen', () => {
  const row = { name: 'a', arch: 'amd64', installed: '1', candidate: '2', security: false }
  const scenario: Scenario = { name: 's', report: '', updates: [row], securityKnown: true }
  expect(compareUpdates(scenario, [row])).toEqual([])
  expect(compareUpdates(scenario, [])).toEqual(['s a amd64 missing: 2'])
  expect(compareUpdates(scenario, [{ ...row, security: true }])).toEqual(['s a amd64 security: false, ours true'])
  expect(compareUpdates(scenario, [{ ...row, candidate: '3' }])).toEqual(['s a amd64 candidate: 2, ours 3'])
  expect(compareUpdates(scenario, [row, { ...row, arch: 'all' }])).toEqual(['s a all extra: 2'])
  expect(compareUpdates({ ...scenario, securityKnown: false }, [{ ...row, security: true }])).toEqual([])
})

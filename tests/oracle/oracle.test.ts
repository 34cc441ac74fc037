import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { forEachDatabase } from '../support/databases.ts'
import { askServer } from './answers.ts'
import { compareReplacements, compareUpdates } from './compare.ts'
import { CLASSES, generateScenarios, whyNoOracle } from './generator.ts'
import type { Scenario } from './scenario.ts'

const FEW = { deb: 6, rpm: 11, zypper: 6, arch: 6 } as const

// a handful; `node tests/oracle/run.ts` takes as many as one likes
for (const ecosystem of ['deb', 'rpm', 'zypper', 'arch'] as const) {
  const reason = whyNoOracle(ecosystem)
  describe.skipIf(reason !== '')(`${ecosystem} itself${reason === '' ? '' : ` (skipped: ${reason})`}`, () => {
    forEachDatabase('updates', (databases) => {
      test('are those that it lists, with their security flags', { timeout: 240_000 }, async () => {
        const folder = mkdtempSync(join(tmpdir(), 'patchman-oracle-'))
        onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
        const wish = { ecosystem, classes: CLASSES[ecosystem], count: FEW[ecosystem], seed: 4200 }
        const result = await askServer(await databases.open(), folder, await generateScenarios(folder, wish))
        expect(result.differences).toEqual([])
        expect(result.updates).toBeGreaterThan(50)
        // databases of pacman carry no errata
        if (ecosystem === 'arch') expect(result.security).toBe(0)
        else expect(result.security).toBeGreaterThan(5)
      })
    })
  })
}

test('a difference of any kind is seen', () => {
  const row = { name: 'a', arch: 'amd64', installed: '1', candidate: '2', security: false }
  const scenario: Scenario = {
    ...{ name: 's', ecosystem: 'deb', report: '', updates: [row], replacements: ['b > a'], securityKnown: true },
  }
  expect(compareUpdates(scenario, [row])).toEqual([])
  expect(compareUpdates(scenario, [])).toEqual(['s a amd64 missing: 2'])
  expect(compareUpdates(scenario, [{ ...row, security: true }])).toEqual(['s a amd64 security: false, ours true'])
  expect(compareUpdates(scenario, [{ ...row, candidate: '3' }])).toEqual(['s a amd64 candidate: 2, ours 3'])
  expect(compareUpdates(scenario, [row, { ...row, arch: 'all' }])).toEqual(['s a all extra: 2'])
  expect(compareReplacements(scenario, ['c > a'])).toEqual([
    's missing replacement: b > a',
    's extra replacement: c > a',
  ])
  expect(compareUpdates({ ...scenario, securityKnown: false }, [{ ...row, security: true }])).toEqual([])
})

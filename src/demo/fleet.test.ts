import { expect, test } from 'vitest'
import { nthUpdate, splitVersion } from './archived-version.ts'
import { daysOfChange, makeFleet, stateOn } from './fleet.ts'
import { reportOn, toProtocol1 } from './fleet-reports.ts'

const NOW = Date.UTC(2026, 5, 1, 12)
const OPTIONS = { hosts: 60, seed: 7, now: NOW }

test('the same options make the same fleet, another seed another', () => {
  const reports = (seed: number) => {
    const fleet = makeFleet({ ...OPTIONS, seed, hosts: 5 })
    return fleet.hosts.map((host) => reportOn(fleet, host, 0))
  }
  expect(reports(7)).toEqual(reports(7))
  expect(reports(7)).not.toEqual(reports(8))
})

test('a host does not depend on how many there are', () => {
  const [few, many] = [makeFleet({ ...OPTIONS, hosts: 3 }), makeFleet(OPTIONS)]
  expect(reportOn(many, many.hosts[2]!, 0)).toEqual(reportOn(few, few.hosts[2]!, 0))
})

test('host names, repositories and the packages of a host are told apart', () => {
  const fleet = makeFleet(OPTIONS)
  expect(new Set(fleet.hosts.map((h) => h.hostname)).size).toBe(OPTIONS.hosts)
  expect(new Set(fleet.repos.map((r) => r.url)).size).toBe(fleet.repos.length)
  for (const host of fleet.hosts) {
    const names = stateOn(host, 0).packages.map((v) => v.key.name)
    expect(new Set(names).size).toBe(names.length)
    expect(names.length).toBeGreaterThan(150)
  }
})

test('what is installed was in the archive on that day, and only ever gets newer', () => {
  const fleet = makeFleet(OPTIONS)
  for (const host of fleet.hosts.filter((h) => h.held.size === 0)) {
    const before = new Map<string, number>()
    for (const day of daysOfChange(host, 90)) {
      for (const { key, day: since } of stateOn(host, day).packages) {
        expect(since).toBeLessThanOrEqual(day)
        expect(since).toBeGreaterThanOrEqual(before.get(key.name) ?? Number.NEGATIVE_INFINITY)
        before.set(key.name, since)
      }
    }
  }
})

test('the running kernel is installed', () => {
  const fleet = makeFleet(OPTIONS)
  for (const host of fleet.hosts) {
    const { kernel, packages } = stateOn(host, 0)
    expect(packages.map((v) => v.key.name)).toContain(`linux-image-${kernel}`)
  }
})

test('made-up packages fill hosts up to the size that is asked for', () => {
  const fleet = makeFleet({ ...OPTIONS, hosts: 10, packages: 1500 })
  for (const host of fleet.hosts) {
    const { length } = stateOn(host, 0).packages
    expect(length).toBeGreaterThan(1500 * 0.84)
    expect(length).toBeLessThan(1500 * 1.16)
  }
})

test('no repository offers a package twice', () => {
  const fleet = makeFleet(OPTIONS)
  for (const repo of fleet.repos) {
    const keys = repo.candidates().map((c) => `${c.name} ${c.arch}`)
    expect(new Set(keys).size).toBe(keys.length)
  }
})

test('protocol 1 carries the same packages, with the plus sign encoded', () => {
  const fleet = makeFleet({ ...OPTIONS, hosts: 1 })
  const report = reportOn(fleet, fleet.hosts[0]!, 0)
  const fields = toProtocol1(report, ['not a package'])
  expect(fields.packages?.split('\n').length).toBe(report.packages.length + 1)
  expect(fields.packages).not.toContain('+')
  expect(fields.repos?.split('\n')[0]).toMatch(/^'deb' '.*' '500' 'http:/)
})

test.each([
  ['1.2-3', '+deb12u', 1, '1.2-3+deb12u1'],
  ['1.2-3+deb12u5', '+deb12u', 2, '1.2-3+deb12u7'],
  ['1.2-3~deb12u1', '+deb12u', 1, '1.2-3~deb12u2'],
  ['5.2.15-2+b13', '+deb12u', 1, '5.2.15-2+deb12u1'],
  ['1.2-3ubuntu4', 'ubuntu0.24.04.', 1, '1.2-3ubuntu4.1'],
  ['1.2-3build1', 'ubuntu0.24.04.', 2, '1.2-3ubuntu0.24.04.2'],
])('the update of %s (%s, number %i) is %s', (first, suffix, count, expected) => {
  expect(nthUpdate(first, suffix, count)).toBe(expected)
})

test.each([
  ['1:2.3-4-5', { epoch: '1', version: '2.3-4', release: '5' }],
  ['0:1-1', { epoch: '', version: '1', release: '1' }],
  ['20250419', { epoch: '', version: '20250419', release: '' }],
])('%s is split', (full, parts) => {
  expect(splitVersion(full)).toEqual(parts)
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Report } from '../model/report.ts'
import { digestSections } from './digest.ts'
import { type FormFields, parseFormReport } from './form-protocol.ts'
import { parseJsonReport } from './json-protocol.ts'
import { encodeForm, packBody, parseStoredReport } from './stored.ts'
import { toSummary } from './summary.ts'

const word = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9+.~_:-]{0,12}$/)
const maybe = fc.oneof(fc.constant(''), word)
const glob = fc.stringMatching(/^[a-z][a-z0-9*?.:+-]{0,10}$/)
const packageFacts = fc.record({
  name: word,
  epoch: fc.constantFrom('', '0', '1', '12'),
  version: word,
  release: maybe,
  arch: word,
  type: fc.constantFrom('deb', 'rpm', 'arch', 'gentoo', 'apk'),
  category: maybe,
  repo: maybe,
  source: maybe,
  source_version: maybe,
  held: fc.boolean(),
  install_time: fc.integer({ min: 1, max: 2_000_000_000 }),
  vendor: fc.constantFrom('', 'Red Hat, Inc.', 'SUSE LLC <https://www.suse.com/>', '(none)', 'Ünïcode'),
})
const repoFacts = fc.record({
  type: fc.constantFrom('deb', 'rpm', 'arch'),
  name: word,
  id: word,
  priority: fc.integer({ min: -10, max: 1100 }),
  urls: fc.array(
    word.map((path) => `http://r.example.org/${path}`),
    { minLength: 1, maxLength: 3 },
  ),
  module_hotfixes: fc.boolean(),
  excludes: fc.uniqueArray(glob, { maxLength: 2 }),
  includes: fc.uniqueArray(glob, { maxLength: 2 }),
})
const updateFacts = fc.record({ name: word, version: word, arch: fc.constantFrom('x86_64', 'noarch'), repo: word })
const facts = fc.record({
  hostname: fc.stringMatching(/^[A-Za-z][a-z0-9.-]{0,8}[a-z0-9]$/),
  arch: word,
  kernel: word,
  os: fc.oneof(word, fc.constant('Rocky Linux 9.4 (Blue Onyx) [cpe:/o:rocky:rocky:9::baseos]')),
  tags: fc.array(word, { maxLength: 3 }),
  reboot: fc.constantFrom('yes', 'no', 'unknown'),
  packages: fc.array(packageFacts, { maxLength: 6, minLength: 1 }),
  repos: fc.uniqueArray(repoFacts, { maxLength: 3, selector: (r) => r.id }),
  sec_updates: fc.array(updateFacts, { maxLength: 2 }),
  bug_updates: fc.array(updateFacts, { maxLength: 2 }),
  modules: fc.array(
    fc.record({
      name: word,
      stream: word,
      version: word,
      context: word,
      arch: word,
      repo: word,
      packages: fc.array(word),
    }),
    { maxLength: 2 },
  ),
  boot_time: fc.integer({ min: 1, max: 2_000_000_000 }),
  excludes: fc.array(word, { maxLength: 2 }),
  locks: fc.array(fc.oneof(word, fc.constant('bash-0:5.1.8-6.el9.*')), { maxLength: 2 }),
  disabled_modules: fc.array(word, { maxLength: 2 }),
})
type Facts = typeof facts extends fc.Arbitrary<infer T> ? T : never

const escaped = (text: string) => text.replaceAll('+', '%2b')
const quoted = (...fields: (string | number)[]) => fields.map((field) => `'${escaped(String(field))}'`).join(' ')

function toForm(f: Facts): FormFields {
  const update = (u: Facts['sec_updates'][number]) => `${u.name}.${u.arch}  ${u.version} ${u.repo}`
  return {
    host: f.hostname,
    arch: f.arch,
    kernel: escaped(f.kernel),
    os: f.os,
    tags: f.tags.join(','),
    reboot: { yes: 'True', no: 'False', unknown: 'ServerCheck' }[f.reboot],
    packages: f.packages
      .map((p) => {
        const head = [p.name, p.epoch, p.version, p.release, p.arch, p.type]
        const gentoo = p.type === 'gentoo' ? [p.category, p.repo] : []
        const more = [
          `source=${p.source}`,
          `source_version=${p.source_version}`,
          `vendor=${p.vendor}`,
          `install_time=${p.install_time}`,
        ]
        return quoted(...head, ...gentoo, ...more, ...(p.held ? ['held=1'] : []))
      })
      .join('\n'),
    repos: f.repos
      .map((r) => {
        if (r.type === 'deb') return quoted('deb', r.name, r.priority, ...r.urls)
        if (r.type === 'arch') return quoted('arch', r.name, r.id, ...r.urls)
        return quoted(r.type, r.name, r.id, r.priority, ...r.urls)
      })
      .join('\n'),
    modules: f.modules
      .map((m) => quoted(m.name, m.stream, m.version, m.context, m.arch, m.repo, ...m.packages))
      .join('\n'),
    sec_updates: f.sec_updates.map(update).join('\n'),
    bug_updates: f.bug_updates.map(update).join('\n'),
    boot_time: String(f.boot_time),
    excludes: f.excludes.join(' '),
    locks: f.locks.join(','),
    disabled_modules: f.disabled_modules.join(' '),
    hotfix_repos: f.repos.flatMap((r) => (r.module_hotfixes ? [r.id] : [])).join(' '),
    repo_excludes: f.repos.map((r) => quoted(r.id, ...r.excludes)).join('\n'),
    repo_includes: f.repos.map((r) => quoted(r.id, ...r.includes)).join('\n'),
  }
}

function toJson(f: Facts): object {
  const { reboot, ...rest } = f
  const packages = f.packages.map((p) => (p.type === 'gentoo' ? p : { ...p, category: '', repo: '' }))
  return { ...rest, protocol: 2, packages, ...(reboot === 'unknown' ? {} : { reboot_required: reboot === 'yes' }) }
}

function parseJson(body: object): Report {
  const outcome = parseJsonReport(body)
  if ('errors' in outcome) throw new Error(JSON.stringify(outcome.errors))
  return outcome.report
}

test('the same facts are the same report and the same digests, by either protocol', () => {
  fc.assert(
    fc.property(facts, (f) => {
      const [form, json] = [parseFormReport(toForm(f)), parseJson(toJson(f))]
      expect({ ...form, protocol: 2 }).toEqual(json)
      expect(toSummary(form)).toEqual({ ...toSummary(json), protocol: 1 })
      expect(form.rejects).toEqual([])
    }),
    { numRuns: 300 },
  )
})

test('a stored body is the report that it was', () => {
  fc.assert(
    fc.property(facts, (f) => {
      expect(parseStoredReport(1, packBody(encodeForm(toForm(f))))).toEqual(parseFormReport(toForm(f)))
      expect(parseStoredReport(2, packBody(Buffer.from(JSON.stringify(toJson(f)))))).toEqual(parseJson(toJson(f)))
    }),
    { numRuns: 50 },
  )
})

test('the order of a section does not change its digest, any other fact does', () => {
  fc.assert(
    fc.property(facts, (f) => {
      const report = parseJson(toJson(f))
      const digests = digestSections(report)
      const reversed = { ...report, packages: report.packages?.toReversed(), repos: report.repos?.toReversed() }
      expect(digestSections(reversed)).toEqual(digests)
      const [first, ...others] = report.packages ?? []
      for (const change of [
        { held: !first!.held },
        { version: `${first!.version}x` },
        { source: 'other' },
        { vendor: 'other' },
      ]) {
        const changed = { ...report, packages: [{ ...first!, ...change }, ...others] }
        expect(digestSections(changed).packages).not.toBe(digests.packages)
      }
    }),
    { numRuns: 100 },
  )
})

test('any text is a report of protocol 1, any JSON a report or errors of protocol 2', () => {
  const field = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.stringMatching(/^['\n %2bx]{0,60}$/))
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('host', 'packages', 'repos', 'modules', 'sec_updates', 'os'), field),
      (form) => {
        const report = parseFormReport(form)
        expect(report.os.isWellFormed()).toBe(true)
        expect(report.hostname).toMatch(/^[^\s/<>"']*$/)
      },
    ),
  )
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      parseJsonReport(value)
      parseJsonReport({ hostname: value, packages: value, repos: [value], modules: [value], sec_updates: value })
    }),
  )
})

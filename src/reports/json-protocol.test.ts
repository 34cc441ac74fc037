import { describe, expect, test } from 'vitest'
import { parseJsonReport } from './json-protocol.ts'
import { MAX_MODULE_PACKAGES } from './limits.ts'

const head = { protocol: 2, hostname: 'web01', arch: 'x86_64', kernel: '6.1.0', os: 'Debian 12.8' }
const bash = { name: 'bash', epoch: '', version: '5.2', release: '1', arch: 'amd64', type: 'deb' }
const repo = { type: 'deb', name: 'r', id: '', priority: 500, urls: ['http://x.org/debian/dists/a/main/binary-amd64'] }

function reportOf(body: unknown) {
  const outcome = parseJsonReport(body)
  if ('errors' in outcome) throw new Error(JSON.stringify(outcome.errors))
  return outcome.report
}

describe('a body of protocol 2', () => {
  const required = ['This field is required.']
  const refused: [string, unknown, object][] = [
    ['empty', {}, { hostname: required, arch: required, kernel: required, os: required }],
    ['an array', [], { non_field_errors: ['Invalid data. Expected a dictionary, but got list.'] }],
    ['null', null, { non_field_errors: ['Invalid data. Expected a dictionary, but got NoneType.'] }],
    ['blank host name', { ...head, hostname: ' ' }, { hostname: ['This field may not be blank.'] }],
    ['null host name', { ...head, hostname: null }, { hostname: ['This field may not be null.'] }],
    ['object as kernel', { ...head, kernel: {} }, { kernel: ['Not a valid string.'] }],
    ['protocol 1', { ...head, protocol: 1 }, { protocol: ['This endpoint only accepts protocol 2'] }],
    ['protocol x', { ...head, protocol: 'x' }, { protocol: ['A valid integer is required.'] }],
    [
      'too long',
      { ...head, os: 'x'.repeat(256), packages: [{ ...bash, release: 'y'.repeat(256) }] },
      {
        os: ['Ensure this field has no more than 255 characters.'],
        packages: [{ release: ['Ensure this field has no more than 255 characters.'] }],
      },
    ],
    [
      'unknown type of the second of three',
      { ...head, packages: [bash, { ...bash, type: 'snap' }, bash] },
      { packages: [{}, { type: ['"snap" is not a valid choice.'] }, {}] },
    ],
    [
      'unknown type, as documented',
      { ...head, packages: [{ ...bash, type: 'snap' }] },
      { packages: [{ type: ['"snap" is not a valid choice.'] }] },
    ],
    [
      'a package that is none',
      { ...head, packages: ['bash'] },
      { packages: [{ non_field_errors: ['Invalid data. Expected a dictionary, but got str.'] }] },
    ],
    [
      'packages as text',
      { ...head, packages: 'bash' },
      { packages: { non_field_errors: ['Expected a list of items but got type "str".'] } },
    ],
    ['tags as text', { ...head, tags: 'web' }, { tags: ['Expected a list of items but got type "str".'] }],
    [
      'a url of 513',
      { ...head, repos: [{ ...repo, urls: ['http://ok.org', `http://${'x'.repeat(506)}`] }] },
      { repos: [{ urls: { '1': ['Ensure this field has no more than 512 characters.'] } }] },
    ],
    [
      'priority high',
      { ...head, repos: [{ ...repo, priority: 'high' }] },
      { repos: [{ priority: ['A valid integer is required.'] }] },
    ],
    ['reboot perhaps', { ...head, reboot_required: 'perhaps' }, { reboot_required: ['Must be a valid boolean.'] }],
    [
      'update without version',
      { ...head, sec_updates: [{ name: 'a', arch: 'b', repo: '' }] },
      { sec_updates: [{ version: required }] },
    ],
  ]
  test.each(refused)('%s is refused', (_, body, errors) => {
    expect(parseJsonReport(body)).toEqual({ errors })
  })

  test('errors come in the order of the fields', () => {
    const outcome = parseJsonReport({ os: '', protocol: 1 })
    expect(JSON.stringify(outcome)).toBe(
      '{"errors":{"protocol":["This endpoint only accepts protocol 2"],"hostname":["This field is required."],"arch":["This field is required."],"kernel":["This field is required."],"os":["This field may not be blank."]}}',
    )
  })

  test('protocol "2", an integer epoch, "true", unknown members and upper case are accepted', () => {
    const report = reportOf({
      ...head,
      protocol: '2',
      hostname: 'WEB01.Example.com',
      reboot_required: 'true',
      novelty: { deep: [1] },
      packages: [{ ...bash, epoch: 1, colour: 'red' }],
    })
    expect(report).toMatchObject({ hostname: 'web01.example.com', reboot: 'yes', packages: [{ epoch: '1' }] })
  })

  const reboots: [unknown, string][] = [
    [true, 'yes'],
    [false, 'no'],
    ['false', 'no'],
    [undefined, 'unknown'],
    [null, 'unknown'],
  ]
  test.each(reboots)('reboot_required %s is %s', (sent, expected) => {
    expect(reportOf({ ...head, reboot_required: sent }).reboot).toBe(expected)
  })

  test('missing packages are unknown; an empty list is believed only beside repositories', () => {
    expect(reportOf({ ...head, repos: [repo] }).packages).toBeUndefined()
    expect(reportOf({ ...head, packages: [] }).packages).toBeUndefined()
    expect(reportOf({ ...head, packages: [], repos: [] }).packages).toBeUndefined()
    expect(reportOf({ ...head, packages: [], repos: [repo] }).packages).toEqual([])
    expect(reportOf({ ...head, packages: [bash], repos: [] }).repos).toBeUndefined()
  })

  test('urls of one label, file: and cdrom: are kept', () => {
    const urls = ['http://mirror/debian', 'file:/srv/repo', 'cdrom:[Debian]/dists/x/main/binary-amd64']
    expect(reportOf({ ...head, repos: [{ ...repo, urls }] }).repos?.[0]?.urls).toEqual(urls)
  })

  test('what newer clients add', () => {
    const report = reportOf({
      ...head,
      packages: [{ ...bash, source: 'bash-src', source_version: '5.1-1', held: true, install_time: 1_700_000_000 }],
      boot_time: '2025-01-02T03:04:05Z',
      machine_id: 'abc',
      excludes: ['kernel*', 7],
      running_services_to_restart: ['sshd'],
      repo_order: ['core', 'extra'],
      client_version: '5.0',
    })
    expect(report).toMatchObject({
      bootTime: Date.UTC(2025, 0, 2, 3, 4, 5),
      machineId: 'abc',
      excludes: ['kernel*'],
      servicesToRestart: ['sshd'],
      repoOrder: ['core', 'extra'],
      clientVersion: '5.0',
      packages: [{ source: 'bash-src', sourceVersion: '5.1-1', held: true, installTime: 1_700_000_000_000 }],
    })
  })

  test('the order of pacman.conf is the priority of its repositories; without it they are alike', () => {
    const arch = (id: string) => ({
      type: 'arch',
      name: id,
      id,
      priority: 7,
      urls: [`http://m.example.org/${id}/os/x86_64`],
    })
    const repos = [arch('extra'), arch('own'), arch('core')]
    const priorities = (extra: object) => reportOf({ ...head, repos, ...extra }).repos?.map((repo) => repo.priority)
    expect(priorities({ repo_order: ['core', 'extra'] })).toEqual([1, 2, 0])
    expect(priorities({})).toEqual([0, 0, 0])
  })

  test('a new member of the wrong type loses nothing', () => {
    const odd = { boot_time: {}, machine_id: [], excludes: 'x', repo_order: 3, client_version: null }
    const report = reportOf({ ...head, ...odd, packages: [{ ...bash, held: 'maybe', source: {}, install_time: [] }] })
    expect(report).toMatchObject({ bootTime: 0, machineId: '', excludes: [], packages: [{ held: false, source: '' }] })
  })

  test('an item that no database could hold is a reject; the others are used', () => {
    const packages = [bash, { ...bash, name: 'nul\u0000' }, { ...bash, name: 'half\ud800' }]
    const report = reportOf({ ...head, packages, modules: [{ name: 'm', stream: '1', packages: ['a\u0007'] }] })
    expect(report.packages).toHaveLength(1)
    expect(report.rejects.map((r) => [r.section, r.position])).toEqual([
      ['packages', 2],
      ['packages', 3],
      ['modules', 1],
    ])
  })

  test('a module of very many packages is cut, with a reject', () => {
    const packages = Array.from({ length: MAX_MODULE_PACKAGES + 1 }, (_, i) => `p-${i}-1.x86_64`)
    const report = reportOf({ ...head, modules: [{ name: 'm', stream: '1', packages }] })
    expect(report.modules?.[0]?.packages).toHaveLength(MAX_MODULE_PACKAGES)
    expect(report.rejects).toHaveLength(1)
  })
})

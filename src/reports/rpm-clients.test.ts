import { expect, test } from 'vitest'
import { parseFormReport } from './form-protocol.ts'
import { parseJsonReport } from './json-protocol.ts'

const CPE = 'cpe:/o:rocky:rocky:9::baseos'
const OS = `Rocky Linux 9.4 (Blue Onyx) [${CPE}]`

/** As the client of a Rocky Linux sends it: `+` escaped in either protocol, the CPE name before repository ids. */
const FORM = {
  host: 'EL9.Example.com',
  arch: 'x86_64',
  kernel: '5.14.0-427.13.1.el9_4.x86_64%2brt',
  os: OS,
  tags: 'Default',
  reboot: 'ServerCheck',
  packages: [
    "'libstdc%2b%2b' '(none)' '11.4.1' '3.el9' 'x86_64' 'rpm'",
    "'nodejs' '1' '18.14.2' '2.module%2bel9%2b1' 'x86_64' 'rpm'",
    "'gpg-pubkey' '' '350d275d' '6279464b' '(none)' 'rpm'",
  ].join('\n'),
  repos: [
    `'rpm' 'Rocky Linux 9 - BaseOS x86_64' '${CPE}-baseos' '99' 'https://m.example.org/mirrorlist?arch=x86_64&repo=BaseOS-9'`,
    `'rpm' 'EPEL 9' '${CPE}-epel' '' 'https://e.example.org/c%2b%2b/9/' 'https://f.example.org/9/'`,
    `'rpm' 'DVD' '${CPE}-dvd' '200' 'cd:///?devices=/dev/sr0'`,
    `'rpm' 'nothing' '${CPE}-nothing' '99'`,
  ].join('\n'),
  modules: `'nodejs' '18' '9020020230327152102' 'rhel9' 'x86_64' '${CPE}-appstream' 'nodejs-1:18.14.2-2.module%2bel9%2b1.x86_64'`,
  sec_updates: 'bash.x86_64  0:5.1.8-9.el9  baseos\nopenssl-libs.x86_64 1:3.0.7-27.el9 baseos',
  bug_updates: 'bash.x86_64 5.1.8-9.el9 baseos\nlibstdc%2b%2b.x86_64 11.5.0-2.el9 appstream',
}

const JSON_BODY = {
  protocol: 2,
  hostname: FORM.host,
  arch: FORM.arch,
  kernel: FORM.kernel,
  os: OS,
  tags: ['Default'],
  packages: [
    { name: 'libstdc%2b%2b', epoch: '(none)', version: '11.4.1', release: '3.el9', arch: 'x86_64', type: 'rpm' },
    { name: 'nodejs', epoch: '1', version: '18.14.2', release: '2.module%2bel9%2b1', arch: 'x86_64', type: 'rpm' },
    { name: 'gpg-pubkey', epoch: '', version: '350d275d', release: '6279464b', arch: '(none)', type: 'rpm' },
  ],
  repos: [
    {
      ...{ type: 'rpm', name: 'Rocky Linux 9 - BaseOS x86_64', id: `${CPE}-baseos`, priority: 99 },
      urls: ['https://m.example.org/mirrorlist?arch=x86_64&repo=BaseOS-9'],
    },
    {
      ...{ type: 'rpm', name: 'EPEL 9', id: `${CPE}-epel` },
      urls: ['https://e.example.org/c%2b%2b/9/', 'https://f.example.org/9/'],
    },
    { type: 'rpm', name: 'DVD', id: `${CPE}-dvd`, priority: '200', urls: ['cd:///?devices=/dev/sr0'] },
    { type: 'rpm', name: 'nothing', id: `${CPE}-nothing`, priority: 99, urls: [] },
  ],
  modules: [
    {
      ...{ name: 'nodejs', stream: '18', version: '9020020230327152102', context: 'rhel9', arch: 'x86_64' },
      ...{ repo: `${CPE}-appstream`, packages: ['nodejs-1:18.14.2-2.module%2bel9%2b1.x86_64'] },
    },
  ],
  sec_updates: [
    { name: 'bash', version: '0:5.1.8-9.el9', arch: 'x86_64', repo: 'baseos' },
    { name: 'openssl-libs', version: '1:3.0.7-27.el9', arch: 'x86_64', repo: 'baseos' },
  ],
  bug_updates: [
    { name: 'bash', version: '5.1.8-9.el9', arch: 'x86_64', repo: 'baseos' },
    { name: 'libstdc%2b%2b', version: '11.5.0-2.el9', arch: 'x86_64', repo: 'appstream' },
  ],
}

function parseJson() {
  const outcome = parseJsonReport(JSON_BODY)
  if ('errors' in outcome) throw new Error(JSON.stringify(outcome.errors))
  return outcome.report
}

test.each([
  ['1', parseFormReport(FORM)],
  ['2', parseJson()],
])('what an rpm client sends by protocol %s', (_, report) => {
  expect(report).toMatchObject({ hostname: 'el9.example.com', kernel: '5.14.0-427.13.1.el9_4.x86_64+rt', os: OS })
  expect(report.packages).toMatchObject([
    { name: 'libstdc++', epoch: '', version: '11.4.1', release: '3.el9', vendor: '' },
    { name: 'nodejs', epoch: '1', version: '18.14.2', release: '2.module+el9+1' },
  ])
  expect(report.repos).toMatchObject([
    { id: 'baseos', priority: 99, urls: ['https://m.example.org/mirrorlist?arch=x86_64&repo=BaseOS-9'] },
    { id: 'epel', priority: 99, urls: ['https://e.example.org/c++/9/', 'https://f.example.org/9/'] },
    { id: 'dvd', priority: 200, urls: ['cd:///?devices=/dev/sr0'] },
  ])
  expect(report.modules).toMatchObject([
    { name: 'nodejs', stream: '18', repo: 'appstream', packages: ['nodejs-1:18.14.2-2.module+el9+1.x86_64'] },
  ])
  expect(report.securityUpdates.map((u) => `${u.name} ${u.version}`)).toEqual([
    'bash 5.1.8-9.el9',
    'openssl-libs 1:3.0.7-27.el9',
  ])
  expect(report.bugfixUpdates.map((u) => `${u.name} ${u.version}`)).toEqual(['libstdc++ 11.5.0-2.el9'])
  expect(report.rejects.map(({ section, reason }) => `${section}: ${reason}`)).toEqual(['repos: it has no usable url'])
})

import { type ArchiveLine, toVersion } from './archived-version.ts'
import { seededRandom } from './random.ts'

/** A vendor's repository beside the distribution's own. */
export interface ThirdParty {
  key: string
  /** Address below which the release's index is; `{codename}` is filled in. Reserved names: nothing answers there. */
  url: string
  origin: string
  label: string
  suite: string
  priority: number
  /** Roles whose hosts use it, and the part of them that does. */
  roles: readonly string[]
  share: number
  families: readonly ('debian' | 'ubuntu')[]
  /** Name and first version. */
  packages: readonly (readonly [string, string])[]
  state: 'ok' | 'failing' | 'host-only'
  reason: string
  /** Stanzas of its index that cannot be used. */
  rejects?: readonly string[]
}

const BOTH = ['debian', 'ubuntu'] as const
const OK = { state: 'ok', reason: '', priority: 500, families: BOTH } as const
const ANY_ROLE = ['web', 'db', 'mail', 'dns', 'container', 'monitor', 'java', 'ci', 'file', 'virt', 'vpn']

export const THIRD_PARTIES: readonly ThirdParty[] = [
  {
    ...OK,
    key: 'docker',
    url: 'https://download.docker.example/linux/dists/{codename}/stable/binary-amd64',
    origin: 'Docker',
    label: 'Docker CE',
    suite: '{codename}',
    roles: ['container', 'ci'],
    share: 0.9,
    packages: [
      ['docker-ce', '5:27.3.0-1'],
      ['docker-ce-cli', '5:27.3.0-1'],
      ['docker-buildx-plugin', '0.17.1-1'],
      ['docker-compose-plugin', '2.29.7-1'],
      ['containerd.io', '1.7.20-1'],
    ],
  },
  {
    ...OK,
    key: 'pgdg',
    url: 'https://apt.postgresql.example/pub/repos/apt/dists/{codename}-pgdg/main/binary-amd64',
    origin: 'apt.postgresql.org',
    label: 'PostgreSQL for Debian/Ubuntu repository',
    suite: '{codename}-pgdg',
    roles: ['db'],
    share: 0.7,
    packages: [
      ['postgresql-16', '16.4.0-1.pgdg+1'],
      ['postgresql-client-16', '16.4.0-1.pgdg+1'],
      ['pg-activity', '3.5.1-1.pgdg+1'],
      ['pgbadger', '12.4.1-1.pgdg+1'],
    ],
  },
  {
    ...OK,
    key: 'grafana',
    url: 'https://apt.grafana.example/dists/stable/main/binary-amd64',
    origin: 'grafana stable',
    label: 'grafana stable',
    suite: 'stable',
    roles: ['monitor'],
    share: 0.8,
    packages: [
      ['grafana', '11.2.0'],
      ['loki', '3.1.1'],
      ['promtail', '3.1.1'],
      ['alloy', '1.3.1-1'],
    ],
  },
  {
    ...OK,
    key: 'hashicorp',
    url: 'https://apt.releases.hashicorp.example/dists/{codename}/main/binary-amd64',
    origin: 'Artifactory',
    label: 'Artifactory',
    suite: '{codename}',
    roles: ['container', 'vpn', 'ci'],
    share: 0.4,
    packages: [
      ['vault', '1.17.3-1'],
      ['consul', '1.19.1-1'],
      ['terraform', '1.9.4-1'],
    ],
  },
  {
    ...OK,
    key: 'company',
    url: 'http://apt.corp.example.com/baseline',
    origin: 'Example Corp',
    label: 'Baseline',
    suite: '',
    priority: 990,
    roles: ANY_ROLE,
    share: 0.8,
    packages: [
      ['corp-baseline', '2.14.0'],
      ['corp-ca-certificates', '2025.1.1'],
      ['corp-backup-agent', '5.2.4-1'],
    ],
    rejects: ['Package: corp-wallpaper', 'Package: corp-fonts'],
  },
  {
    ...OK,
    key: 'zabbix',
    url: 'https://repo.zabbix.example/zabbix/7.0/dists/{codename}/main/binary-amd64',
    origin: 'Zabbix',
    label: 'zabbix',
    suite: '{codename}',
    roles: ANY_ROLE,
    share: 0.15,
    packages: [['zabbix-agent2', '1:7.0.3-1']],
  },
  {
    ...OK,
    key: 'elastic',
    url: 'https://artifacts.elastic.example/packages/8.x/apt/dists/stable/main/binary-amd64',
    origin: 'elastic',
    label: 'Elastic',
    suite: 'stable',
    roles: ['web', 'java', 'mail'],
    share: 0.12,
    packages: [
      ['filebeat', '8.15.0'],
      ['metricbeat', '8.15.0'],
    ],
    state: 'failing',
    reason: 'HTTP 429: too many requests, retry after 3600 s',
  },
  {
    ...OK,
    key: 'legacy',
    url: 'https://apt.lab.example.org/legacy/dists/{codename}/main/binary-amd64',
    origin: 'Lab',
    label: 'Lab',
    suite: '{codename}',
    roles: ['virt', 'file'],
    share: 0.3,
    packages: [['lab-inventory', '0.9.3-2']],
    state: 'failing',
    reason: 'TLS: the certificate of apt.lab.example.org expired',
  },
  {
    ...OK,
    key: 'esm',
    url: 'https://esm.ubuntu.example/infra/ubuntu/dists/{codename}-infra-security/main/binary-amd64',
    origin: 'UbuntuESM',
    label: 'UbuntuESM',
    suite: '{codename}-infra-security',
    priority: 510,
    families: ['ubuntu'],
    roles: ANY_ROLE,
    share: 0.12,
    packages: [['ubuntu-pro-client', '31.2.3']],
    state: 'host-only',
    reason: 'HTTP 401: needs credentials that only its hosts have',
  },
]

/** The vendor's packages: each gets a new version every few weeks. */
export function thirdPartyLines(party: ThirdParty, seed: number): ArchiveLine[] {
  return party.packages.map(([name, first]) => {
    const random = seededRandom(seed, party.key, first)
    const days = [Number.NEGATIVE_INFINITY]
    for (let day = -380 + random.int(0, 20); day <= 0; day += random.int(20, 60)) days.push(day)
    const versions = days.map((day, i) => {
      const full = first.replace(
        /^((?:\d+:)?\d+\.\d+\.)(\d+)/,
        (_, head: string, patch: string) => head + (Number(patch) + i),
      )
      return toVersion('deb', name, name, 'amd64', full, { day, security: false, early: true }, full)
    })
    return { name, group: party.key, versions }
  })
}

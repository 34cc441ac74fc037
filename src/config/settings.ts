import { LOG_LEVELS, type LogLevel } from '../lib/log-level.ts'
import { FEED_URLS } from './feeds.ts'
import {
  cronPattern,
  flag,
  integer,
  type Kind,
  listOf,
  matching,
  network,
  oneOf,
  text,
  timeZone,
  urlOrNothing,
  urlOrOff,
} from './kinds.ts'

/** The effective settings. Addresses of feeds and times of scheduled jobs are by name. */
export interface Config {
  host: string
  port: number
  /** Absolute. */
  dataDir: string
  /** `sqlite:<absolute path>` or `postgres://…`. */
  databaseUrl: string
  adminUser: string
  /** '': one is generated and printed once. */
  adminPassword: string
  requireApiKey: boolean
  requireApiKeyP1: boolean
  /** CIDRs that may report. */
  reportNetworks: string[]
  anonymousRead: boolean
  /** CIDRs whose X-Forwarded-For is believed. */
  trustedProxies: string[]
  /** CIDRs that the fetcher may use although they are refused by default. */
  fetchAllow: string[]
  /** Worker threads in this process; 0: none. */
  workers: number
  schedule: boolean
  timeZone: string
  /** Mirrors that are kept of one repository. */
  maxMirrors: number
  /** Failures in a row after which a mirror is no longer refreshed; -1: never. */
  maxMirrorFailures: number
  daysWithoutReport: number
  /** Weights of what makes a CVE urgent; only their ratio counts. */
  priorityExploited: number
  priorityEpss: number
  prioritySeverity: number
  priorityExposure: number
  priorityAge: number
  errataSources: string[]
  almaReleases: string[]
  debianCodenames: string[]
  ubuntuCodenames: string[]
  minCentosRelease: number
  /** Errata of one run that osv.dev is asked about; 0: none. */
  osvErrata: number
  /** NVD is read with the other sources. */
  nvd: boolean
  httpProxy: string
  httpsProxy: string
  noProxy: string
  logLevel: LogLevel
  /** Source → base address, or `off`. */
  feeds: Record<string, string>
  /** Job kind → when, as in crontab(5), or `off`. */
  times: Record<string, string>
}

/** How one setting is read, shown and explained. */
export interface Setting<T> {
  env: string
  kind: Kind<T>
  fallback: T
  /** `all`: never shown; `password`: shown without the password in its address. */
  secret?: 'all' | 'password'
  help: string
}

/** The settings that are one value; `feeds` and `times` are tables of them. */
export type Settings = { [K in Exclude<keyof Config, 'feeds' | 'times'>]: Setting<Config[K]> }

export const PRIVATE_NETWORKS = [
  '127.0.0.0/8',
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '169.254.0.0/16',
  '::1/128',
  'fc00::/7',
  'fe80::/10',
]

const number = matching('a release number', (value) => /^\d+(\.\d+)*$/.test(value))
const codename = matching('a code name in lower case', (value) => /^[a-z]+$/.test(value))
const ERRATA_SOURCES = [
  'yum',
  'rocky',
  'alma',
  'arch',
  'ubuntu',
  'debian',
  'centos',
  'alpine',
  'gentoo',
  'redhat',
  'suse',
] as const
const notEmpty = matching('text that is not empty', (value) => value.trim() !== '')
const database = matching('sqlite:<path> or postgres://user@host/name', (value) =>
  /^(sqlite:.|postgres(ql)?:\/\/.)/.test(value),
)

/** In the order of the documentation. The name in the file is the environment's without PATCHMAN_, in lower case. */
export const SETTINGS: Settings = {
  host: { env: 'PATCHMAN_HOST', kind: notEmpty, fallback: '127.0.0.1', help: 'address to listen on' },
  port: {
    env: 'PATCHMAN_PORT',
    kind: integer(0, 65535),
    fallback: 8000,
    help: 'port to listen on; 0 takes a free one',
  },
  dataDir: { env: 'PATCHMAN_DATA_DIR', kind: notEmpty, fallback: './data', help: 'where Patchman keeps its files' },
  databaseUrl: {
    env: 'PATCHMAN_DATABASE_URL',
    kind: database,
    fallback: '',
    secret: 'password',
    help: 'sqlite:<path> or postgres://…; default: patchman.db in the data folder',
  },
  adminUser: { env: 'PATCHMAN_ADMIN_USER', kind: notEmpty, fallback: 'admin', help: 'name of the first administrator' },
  adminPassword: {
    env: 'PATCHMAN_ADMIN_PASSWORD',
    kind: text,
    fallback: '',
    secret: 'all',
    help: 'password of the first administrator; default: generated, printed once',
  },
  requireApiKey: {
    env: 'PATCHMAN_REQUIRE_API_KEY',
    kind: flag,
    fallback: true,
    help: 'reports of protocol 2 need an API key',
  },
  requireApiKeyP1: {
    env: 'PATCHMAN_REQUIRE_API_KEY_P1',
    kind: flag,
    fallback: false,
    help: 'reports of protocol 1 need an API key',
  },
  reportNetworks: {
    env: 'PATCHMAN_REPORT_NETWORKS',
    kind: listOf(network),
    fallback: PRIVATE_NETWORKS,
    help: 'networks that may report',
  },
  anonymousRead: {
    env: 'PATCHMAN_ANONYMOUS_READ',
    kind: flag,
    fallback: false,
    help: 'reading needs no login',
  },
  trustedProxies: {
    env: 'PATCHMAN_TRUSTED_PROXIES',
    kind: listOf(network),
    fallback: [],
    help: 'proxies whose forwarded headers are believed',
  },
  fetchAllow: {
    env: 'PATCHMAN_FETCH_ALLOW',
    kind: listOf(network),
    fallback: [],
    help: 'loopback, link-local or metadata addresses that may be fetched from',
  },
  workers: {
    env: 'PATCHMAN_WORKERS',
    kind: integer(0, 64),
    fallback: 1,
    help: 'workers, beside the thread that takes reports; 0: none at all',
  },
  schedule: { env: 'PATCHMAN_SCHEDULE', kind: flag, fallback: true, help: 'start jobs at their times' },
  timeZone: {
    env: 'PATCHMAN_TIME_ZONE',
    kind: timeZone,
    fallback: Intl.DateTimeFormat().resolvedOptions().timeZone,
    help: 'time zone of those times; default: the machine’s',
  },
  maxMirrors: {
    env: 'PATCHMAN_MAX_MIRRORS',
    kind: integer(1, 100),
    fallback: 2,
    help: 'mirrors that are kept of one repository',
  },
  maxMirrorFailures: {
    env: 'PATCHMAN_MAX_MIRROR_FAILURES',
    kind: integer(-1),
    fallback: 14,
    help: 'failures in a row after which a mirror is no longer refreshed; -1: never',
  },
  daysWithoutReport: {
    env: 'PATCHMAN_DAYS_WITHOUT_REPORT',
    kind: integer(1),
    fallback: 14,
    help: 'days without a report after which a host is silent',
  },
  priorityExploited: {
    env: 'PATCHMAN_PRIORITY_EXPLOITED',
    kind: integer(0, 1000),
    fallback: 50,
    help: 'what to patch first: weight of it is known to be exploited',
  },
  priorityEpss: {
    env: 'PATCHMAN_PRIORITY_EPSS',
    kind: integer(0, 1000),
    fallback: 25,
    help: 'what to patch first: weight of how likely it is exploited',
  },
  prioritySeverity: {
    env: 'PATCHMAN_PRIORITY_SEVERITY',
    kind: integer(0, 1000),
    fallback: 13,
    help: 'what to patch first: weight of its score',
  },
  priorityExposure: {
    env: 'PATCHMAN_PRIORITY_EXPOSURE',
    kind: integer(0, 1000),
    fallback: 7,
    help: 'what to patch first: weight of the share of hosts that have it',
  },
  priorityAge: {
    env: 'PATCHMAN_PRIORITY_AGE',
    kind: integer(0, 1000),
    fallback: 4,
    help: 'what to patch first: weight of its age',
  },
  errataSources: {
    env: 'PATCHMAN_ERRATA_SOURCES',
    kind: listOf(oneOf(ERRATA_SOURCES)),
    fallback: [...ERRATA_SOURCES],
    help: 'errata to read',
  },
  almaReleases: {
    env: 'PATCHMAN_ALMA_RELEASES',
    kind: listOf(number),
    fallback: ['8', '9', '10'],
    help: 'AlmaLinux releases whose errata are read',
  },
  debianCodenames: {
    env: 'PATCHMAN_DEBIAN_CODENAMES',
    kind: listOf(codename),
    fallback: ['bookworm', 'trixie'],
    help: 'Debian releases whose errata are read',
  },
  ubuntuCodenames: {
    env: 'PATCHMAN_UBUNTU_CODENAMES',
    kind: listOf(codename),
    fallback: ['jammy', 'noble'],
    help: 'Ubuntu releases whose errata are read',
  },
  minCentosRelease: {
    env: 'PATCHMAN_MIN_CENTOS_RELEASE',
    kind: integer(1),
    fallback: 7,
    help: 'first CentOS release whose errata are read',
  },
  osvErrata: {
    env: 'PATCHMAN_OSV_ERRATA',
    kind: integer(0, 10_000),
    fallback: 0,
    help: 'errata of one run that osv.dev is asked about where they lack CVEs, severity or references; 0: none',
  },
  nvd: {
    env: 'PATCHMAN_NVD',
    kind: flag,
    fallback: false,
    help: 'read what NVD says of CVEs with the other sources; off: only with -nd',
  },
  httpProxy: {
    env: 'HTTP_PROXY',
    kind: urlOrNothing,
    fallback: '',
    secret: 'password',
    help: 'proxy for http',
  },
  httpsProxy: {
    env: 'HTTPS_PROXY',
    kind: urlOrNothing,
    fallback: '',
    secret: 'password',
    help: 'proxy for https',
  },
  noProxy: {
    env: 'NO_PROXY',
    kind: text,
    fallback: '',
    help: 'hosts and networks (10.0.0.0/8) that are reached without the proxy',
  },
  logLevel: {
    env: 'PATCHMAN_LOG_LEVEL',
    kind: oneOf(LOG_LEVELS),
    fallback: 'info',
    help: 'least level that is logged',
  },
}

/** The tables: each member is a setting of its own, `<prefix><NAME>` in the environment. */
export const TABLES = {
  feeds: {
    prefix: 'PATCHMAN_FEED_',
    kind: urlOrOff,
    names: Object.keys(FEED_URLS),
    fallback: FEED_URLS as Record<string, string>,
    help: 'base addresses of errata, CVE and other feeds; off: not read',
  },
  times: {
    prefix: 'PATCHMAN_TIME_',
    kind: cronPattern,
    names: [
      'process_reports',
      'refresh_repos',
      'refresh_feeds',
      'find_updates',
      'dbcheck',
      'dns_checks',
      'clean_reports',
    ],
    fallback: {
      process_reports: '*/5 * * * *',
      refresh_repos: '0 4 * * *',
      refresh_feeds: '35 3,15 * * *',
      find_updates: '0 5 * * *',
      dbcheck: '0 6 * * *',
      dns_checks: '30 6 * * *',
      clean_reports: '45 6 * * 0',
    } as Record<string, string>,
    help: 'when scheduled jobs start, as in crontab; off: never',
  },
} as const

/** The name in the file: `dataDir` → `data_dir`. */
export function toFileName(key: string): string {
  return key.replace(/[A-Z0-9]+$|[A-Z]/g, (part) => `_${part.toLowerCase()}`)
}

import { type ArgumentOptions, type ArgumentParser, RawDescriptionHelpFormatter } from 'argparse'
import { COMMANDS } from './commands.ts'
import { createParser } from './parser.ts'
import type { World } from './world.ts'

/** The flags of `patchman`, which may be combined. */
export interface Flags {
  config?: string | undefined
  force: boolean
  quiet: boolean
  json: boolean
  refreshRepos: boolean
  repo?: number | undefined
  listRepos: boolean
  listHosts: boolean
  deleteHosts: boolean
  hostUpdates: boolean
  setHostReposOnly: boolean
  unsetHostReposOnly: boolean
  setCheckDns: boolean
  unsetCheckDns: boolean
  host?: string | undefined
  processReports: boolean
  cleanReports: boolean
  dbCheck: boolean
  removeDuplicates: boolean
  dnsChecks: boolean
  diff?: [string, string] | undefined
  updateErrata: boolean
  erratumType?: string | undefined
  updateCves: boolean
  /** This CVE alone. */
  cve?: string | undefined
  /** NVD's records too. */
  fetchNistData: boolean
}

export const ERRATA_TYPES = ['yum', 'rocky', 'alma', 'arch', 'ubuntu', 'debian', 'centos', 'alpine', 'gentoo']

/** Parsed, and `undefined` where nothing was asked for. */
export function parseFlags(world: World): Flags | undefined {
  const parser = buildParser(world)
  const given = parser.parse_args<Given>(world.argv)
  const flags = toFlags(given)
  if (flags.deleteHosts && flags.host === undefined) parser.error('--delete-hosts needs --host')
  for (const [isSet, name] of [
    [flags.setHostReposOnly, '--set-host-repos-only'],
    [flags.unsetHostReposOnly, '--unset-host-repos-only'],
    [flags.setCheckDns, '--set-check-dns'],
    [flags.unsetCheckDns, '--unset-check-dns'],
  ] as const) {
    if (isSet && flags.host === undefined) parser.error(`${name} needs --host`)
  }
  return asksForNothing(flags) ? undefined : flags
}

export function formatHelp(world: World): string {
  return buildParser(world).format_help()
}

/** As argparse fills it in. */
interface Given {
  config?: string
  repo?: string
  host?: string
  diff?: [string, string]
  erratum_type?: string
  cve?: string
  [flag: string]: unknown
}

function toFlags(given: Given): Flags {
  const is = (name: string) => given[name] === true
  const all = is('all')
  return {
    config: given.config ?? undefined,
    force: is('force'),
    quiet: is('quiet'),
    json: is('json'),
    refreshRepos: is('refresh_repos') || all,
    repo: given.repo === undefined || given.repo === null ? undefined : Number(given.repo),
    listRepos: is('list_repos'),
    listHosts: is('list_hosts'),
    deleteHosts: is('delete_hosts'),
    hostUpdates: is('host_updates') || is('host_updates_alt') || all,
    setHostReposOnly: is('set_host_repos_only'),
    unsetHostReposOnly: is('unset_host_repos_only'),
    setCheckDns: is('set_check_dns'),
    unsetCheckDns: is('unset_check_dns'),
    host: given.host ?? undefined,
    processReports: is('process_reports') || all,
    cleanReports: is('clean_reports') || all,
    dbCheck: is('dbcheck') || is('remove_duplicates') || all,
    removeDuplicates: is('remove_duplicates'),
    dnsChecks: is('dns_checks') || all,
    diff: given.diff ?? undefined,
    updateErrata: is('update_errata') || all,
    erratumType: given.erratum_type ?? undefined,
    updateCves: is('update_cves') || all,
    cve: given.cve ?? undefined,
    fetchNistData: is('fetch_nist_data'),
  }
}

const MODIFIERS: readonly (keyof Flags)[] = ['config', 'force', 'quiet', 'json', 'host']

function asksForNothing(flags: Flags): boolean {
  return Object.entries(flags).every(
    ([name, value]) =>
      MODIFIERS.includes(name as keyof Flags) || value === false || value === undefined || value?.length === 0,
  )
}

type Flag = [names: [string, string] | [string], help: string, options?: ArgumentOptions]

const GROUPS: [title: string, flags: Flag[]][] = [
  [
    'work, done in this order',
    [
      [['-p', '--process-reports'], 'process pending reports (with -f also processed ones)'],
      [['-r', '--refresh-repos'], 'refresh all repositories'],
      [['-R', '--repo'], 'refresh the repository with this id', { type: 'int', metavar: 'ID' }],
      [['-e', '--update-errata'], 'read errata of all sources'],
      [['-E', '--erratum-type'], 'read errata of one source', { choices: ERRATA_TYPES, metavar: 'TYPE' }],
      [['-v', '--update-cves'], 'read what is known of CVEs: records, EPSS, exploited ones, names of weaknesses'],
      [['--cve'], 'read this CVE', { metavar: 'ID' }],
      [['-nd', '--fetch-nist-data'], "read NVD's records too: one call in six seconds, goes on where it ended"],
      [['-u', '--host-updates'], 'find updates'],
      [['-A', '--host-updates-alt'], 'find updates, one computation for hosts that are alike (so does -u)'],
      [['-n', '--dns-checks'], 'compare reverse DNS with the host name, where enabled'],
      [['-c', '--clean-reports'], "keep each host's last three reports"],
      [['-d', '--dbcheck'], 'check the database, remove what nothing uses'],
      [['-rd', '--remove-duplicates'], 'the same, and merge duplicates'],
      [['-a', '--all'], 'the same as -p -r -e -v -A -n -c -d'],
    ],
  ],
  [
    'lists and hosts',
    [
      [['-lr', '--list-repos'], 'list repositories'],
      [['-lh', '--list-hosts'], 'list hosts (with -H those that match)'],
      [['-D', '--diff'], 'differences of two hosts', { nargs: 2, metavar: ['A', 'B'] }],
      [['-dh', '--delete-hosts'], 'delete hosts (needs -H)'],
      [['-shro', '--set-host-repos-only'], 'look at the repositories of the host only (needs -H)'],
      [['-uhro', '--unset-host-repos-only'], 'look at those of its OS release too (needs -H)'],
      [['-sdns', '--set-check-dns'], 'check DNS of the host (needs -H)'],
      [['-udns', '--unset-check-dns'], 'do not check it (needs -H)'],
    ],
  ],
]

const OPTIONS: Flag[] = [
  [['-H', '--host'], 'only these hosts: names separated by commas, * stands for anything', { metavar: 'HOST' }],
  [['-f', '--force'], 'ignore stored checksums; process processed reports again'],
  [['-q', '--quiet'], 'say only what went wrong (for cron)'],
  [['--json'], 'print lists as JSON'],
]

function buildParser(world: World): ArgumentParser {
  const parser = createParser(world, {
    prog: 'patchman',
    usage: 'patchman [options]\n       patchman COMMAND [options]',
    description: 'Patch status of a fleet of Linux hosts. Options may be combined.',
    epilog: epilog(),
    formatter_class: RawDescriptionHelpFormatter,
  })
  for (const flag of OPTIONS) addFlag(parser, flag)
  for (const [title, flags] of GROUPS) {
    const group = parser.add_argument_group(title)
    for (const flag of flags) addFlag(group, flag)
  }
  return parser
}

function addFlag(group: Pick<ArgumentParser, 'add_argument'>, [names, help, options]: Flag): void {
  group.add_argument(...(names as [string, string]), { help, ...(options ?? { action: 'store_true' }) })
}

function epilog(): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length))
  const commands = Object.entries(COMMANDS).map(([name, { help }]) => `  ${name.padEnd(width)}  ${help}`)
  return [
    'commands (each has its own --help):',
    ...commands,
    '',
    'exit status: 0 all went well; 1 something failed, the rest was done; 2 wrong usage or settings, nothing was done',
  ].join('\n')
}

import { toCveDetail } from '../../api/answers/cves.ts'
import { listHostIds } from '../../db/host-list.ts'
import { fullVersion } from '../../model/package.ts'
import type { CveAnswer } from '../../security/cve-hosts-service.ts'
import { type CveInFull, getCveInFull } from '../../security/cve-service.ts'
import { toJson, toTable } from '../output.ts'
import { createParser } from '../parser.ts'
import { withDeps } from '../session.ts'
import { CliError, EXIT, type World } from '../world.ts'
import { listCvesCommand } from './cves.ts'

/** `patchman cve CVE-2024-1234`: is it on my hosts, what fixes it; without a name: the list. */
export async function showCve(world: World, args: string[]): Promise<number> {
  if (!args.some((arg) => /^CVE-/i.test(arg))) return listCvesCommand(world, args)
  const parser = createParser(world, {
    prog: 'patchman cve',
    description: 'Say what is known of a CVE, which hosts have it, what fixes it, and what is not fixed and why.',
  })
  parser.add_argument('name', { metavar: 'CVE' })
  parser.add_argument('--json', { action: 'store_true', help: 'print JSON' })
  const { config, name, json } = parser.parse_args<{ config?: string; name: string; json: boolean }>(args)
  const found = await withDeps(world, { config: config ?? undefined }, async ({ db, clock }) => {
    const cve = await getCveInFull(db, name, clock())
    if (!cve) throw new CliError(`nothing is known of ${name}; --cve ${name} reads it`)
    return { cve, hosts: toHosts(cve.answer, await listHostIds(db, {}, 0)) }
  })
  world.stdout.write(json ? toJson({ ...toCveDetail(found.cve), host_list: found.hosts }) : await toText(found))
  return EXIT.ok
}

interface CveHost {
  hostname: string
  status: string
}

interface Found {
  cve: CveInFull
  hosts: CveHost[]
}

/** All hosts but those that have nothing to do with it, by name. */
function toHosts({ statuses }: CveAnswer, names: readonly { id: number; hostname: string }[]): CveHost[] {
  return names
    .map(({ id, hostname }) => ({ hostname, status: statuses.get(id) ?? 'unknown' }))
    .filter(({ status }) => status !== 'not-applicable')
    .sort((a, b) => (a.hostname < b.hostname ? -1 : 1))
}

async function toText({ cve, hosts }: Found): Promise<string> {
  const { row, details, answer } = cve
  const lines = [
    `${row.name}  ${row.severity || 'severity unknown'}${toScores(row)}`,
    ...(row.exploited_at > 0 ? ['Known to be exploited.'] : []),
    ...(row.state === 'rejected' ? ['Rejected: its number is not to be used.'] : []),
    (row.title || details.description).replace(/\s+/g, ' ').slice(0, 400),
    '',
    `Hosts: ${WORDS.map(([status, word]) => `${answer.counts[status]} ${word}`).join(', ')}`,
    ...LISTED.flatMap(([status, word]) => toNames(word, hosts, status)),
    ...(details.errata.length > 0 ? [`Errata: ${details.errata.map(({ name }) => name).join(', ')}`] : []),
  ]
  return `${lines.join('\n')}\n${await toFixes(cve)}${await toOpen(cve)}`
}

const WORDS = [
  ['affected', 'affected'],
  ['reboot', 'with the fixed kernel installed that wait for a reboot'],
  ['accepted', 'accepted'],
  ['fixed', 'fixed'],
  ['not-applicable', 'not applicable'],
  ['unknown', 'unknown'],
] as const

const LISTED = [
  ['affected', 'Affected'],
  ['reboot', 'To be rebooted'],
  ['accepted', 'Accepted'],
] as const

const MOST_NAMES = 20

function toNames(word: string, hosts: readonly CveHost[], wanted: string): string[] {
  const names = hosts.filter(({ status }) => status === wanted).map(({ hostname }) => hostname)
  if (names.length === 0) return []
  const more = names.length - MOST_NAMES
  return [`${word}: ${names.slice(0, MOST_NAMES).join(', ')}${more > 0 ? `, and ${more} more` : ''}`]
}

/** What has it, which version ends it, and where hosts get that. */
async function toFixes({ answer, offers }: CveInFull): Promise<string> {
  if (answer.packages.length === 0) return ''
  const table = await toTable(
    [
      { title: 'Package', value: (one) => one.name },
      { title: 'Installed', value: (one) => fullVersion(one) },
      { title: 'System', value: (one) => one.os_release },
      { title: 'State', value: (one) => one.state },
      { title: 'Fixed in', value: (one) => one.fixed },
      { title: 'Offered', value: (one) => toOffers(one, offers) },
      { title: 'Hosts', value: (one) => one.hosts },
    ],
    answer.packages,
  )
  return `\n${table}`
}

function toOffers(one: CveAnswer['packages'][number], offers: CveInFull['offers']): string {
  const own = offers.filter((offer) => {
    return offer.installed_id === one.id && offer.os_release_id === one.os_release_id
  })
  return own.map((offer) => `${fullVersion(offer)} (${offer.repo ?? 'found by the host'})`).join(', ')
}

/** What is said to be not fixed, for systems that hosts run. */
async function toOpen({ answer }: CveInFull): Promise<string> {
  const open = answer.facts.filter(({ state, releases }) => releases.length > 0 && !DONE.has(state))
  if (open.length === 0) return ''
  const table = await toTable(
    [
      { title: 'Not fixed', value: (fact) => fact.name },
      { title: 'System', value: (fact) => fact.releases.map(({ name }) => name).join(', ') },
      { title: 'State', value: (fact) => fact.state },
      { title: 'Why', value: (fact) => fact.note },
      { title: 'Source', value: (fact) => fact.erratum || fact.source },
    ],
    open,
  )
  return `\n${table}`
}

const DONE: ReadonlySet<string> = new Set(['fixed', 'not-affected'])

function toScores({ score, epss }: { score: number; epss: number }): string {
  return `${score < 0 ? '' : `, CVSS ${(score / 10).toFixed(1)}`}${epss < 0 ? '' : `, EPSS ${(epss / 1000).toFixed(2)} %`}`
}

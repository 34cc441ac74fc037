import { toTime } from '../../api/answers/time.ts'
import { countCveHosts, getCveDetails, listAffectedPackages } from '../../db/cve-details.ts'
import { type CveListRow, getCve } from '../../db/cve-list.ts'
import { hostConditions } from '../../db/host-filter.ts'
import { listHostNames } from '../../db/host-list.ts'
import { fullVersion } from '../../model/package.ts'
import { findCveScope, withCve } from '../../security/cve-scope-service.ts'
import { toJson, toTable } from '../output.ts'
import { createParser } from '../parser.ts'
import { withDeps } from '../session.ts'
import { CliError, EXIT, type World } from '../world.ts'

/** `patchman cve CVE-2024-1234`: is it on my hosts, what fixes it. */
export async function showCve(world: World, args: string[]): Promise<number> {
  const parser = createParser(world, {
    prog: 'patchman cve',
    description: 'Say what is known of a CVE, which hosts have it, and what fixes it.',
  })
  parser.add_argument('name', { metavar: 'CVE' })
  parser.add_argument('--json', { action: 'store_true', help: 'print JSON' })
  const { config, name, json } = parser.parse_args<{ config?: string; name: string; json: boolean }>(args)
  const found = await withDeps(world, { config: config ?? undefined }, (deps) => find(deps, name))
  world.stdout.write(json ? toJson(toItem(found)) : await toText(found))
  return EXIT.ok
}

type Deps = Parameters<Parameters<typeof withDeps>[2]>[0]
type Found = Awaited<ReturnType<typeof find>>

async function find({ db, clock }: Deps, name: string) {
  const now = clock()
  const cve = await getCve(db, name, now)
  if (!cve) throw new CliError(`nothing is known of ${name}; --cve ${name} reads it`)
  const { facts, scope } = await findCveScope(db, cve)
  const affected = await withCve(db, { cve: cve.name }, now)
  return {
    ...{ cve, facts },
    details: await getCveDetails(db, cve.id, cve.name),
    packages: await listAffectedPackages(db, cve.id),
    status: await countCveHosts(db, scope, now),
    hosts: await listHostNames(db, hostConditions(affected, 0)),
  }
}

/** In the words of the API, where it has them. */
function toItem({ cve, details, packages, status, hosts, facts }: Found): object {
  return {
    ...{ name: cve.name, state: cve.state, title: cve.title, description: details.description },
    ...{ severity: cve.severity, severity_from: cve.severity_from, fix: cve.fix, cwes: cve.cwes },
    score: cve.score < 0 ? null : cve.score / 10,
    epss: cve.epss < 0 ? null : cve.epss / 100_000,
    exploited_since: toTime(cve.exploited_at),
    published_at: toTime(cve.published_at),
    modified_at: toTime(cve.modified_at),
    host_status: status,
    hosts,
    package_list: packages.map(({ epoch: _, version: __, release: ___, os_release_id, os_release, ...row }, i) => ({
      ...row,
      full_version: fullVersion(packages[i] as Found['packages'][number]),
      os_release: { id: os_release_id, name: os_release },
    })),
    fact_list: facts.map(({ source, erratum, distribution, release, name, arch, state, fixed, note, releases }) => ({
      ...{ source, erratum, distribution, release, package: name, arch, state, fixed, note, os_releases: releases },
    })),
    errata_list: details.errata.map(({ issued_at, ...erratum }) => ({ ...erratum, issued_at: toTime(issued_at) })),
    reference_list: details.references,
  }
}

async function toText({ cve, details, packages, status, hosts }: Found): Promise<string> {
  const lines = [
    `${cve.name}  ${cve.severity || 'severity unknown'}${toScores(cve)}`,
    ...(cve.exploited_at > 0 ? ['Known to be exploited.'] : []),
    ...(cve.state === 'rejected' ? ['Rejected: its number is not to be used.'] : []),
    (cve.title || details.description).replace(/\s+/g, ' ').slice(0, 400),
    '',
    `Hosts: ${Object.entries(status)
      .map(([word, count]) => `${count} ${word}`)
      .join(', ')}`,
    ...(hosts.length > 0 ? [`Affected: ${hosts.slice(0, 20).join(', ')}${hosts.length > 20 ? ', …' : ''}`] : []),
    ...(details.errata.length > 0 ? [`Errata: ${details.errata.map((erratum) => erratum.name).join(', ')}`] : []),
    '',
  ]
  if (packages.length === 0) return lines.join('\n')
  return `${lines.join('\n')}\n${await toTable(
    [
      { title: 'Package', value: (row) => row.name },
      { title: 'Installed', value: (row) => fullVersion(row) },
      { title: 'System', value: (row) => row.os_release },
      { title: 'State', value: (row) => row.state },
      { title: 'Fixed in', value: (row) => row.fixed },
      { title: 'Hosts', value: (row) => row.hosts },
    ],
    packages,
  )}`
}

function toScores({ score, epss }: CveListRow): string {
  return `${score < 0 ? '' : `, CVSS ${(score / 10).toFixed(1)}`}${epss < 0 ? '' : `, EPSS ${(epss / 1000).toFixed(2)} %`}`
}

import { toCve } from '../../api/answers/cves.ts'
import { type CountedCve, listCountedCves } from '../../security/cve-hosts-service.ts'
import { listCommand } from '../list-command.ts'
import { CliError, EXIT } from '../world.ts'

/** `patchman list_cves`, and `patchman cve` without a name: those that hosts have, the most urgent first. */
export const listCvesCommand = listCommand<CountedCve>({
  prog: 'patchman list_cves',
  description: 'List CVEs that hosts have, the most urgent first: exploited ones, then by EPSS, then by score.',
  filters: {
    affecting: 'yes: hosts have it (unless told); no: none has it; all',
    severity: 'critical, high, medium, low or none; several separated by commas',
    state: 'published, rejected or unknown',
    exploited: 'yes or no: known to be exploited',
    epss_min: 'least EPSS, 0 to 1',
    score_min: 'least CVSS score, 0 to 10',
    fix_available: 'yes or no: a version that is right exists for something that a host has',
    accepted: 'yes or no: somebody accepts it',
    os_release: 'id of an OS release whose hosts have it',
    host: 'that has it',
    package: 'name of an installed package that has it',
    erratum: 'that names it',
    cwe: 'CWE-79, …',
    sort: 'urgency, name, score, epss, published_at or modified_at; - before it: descending',
    q: 'words that occur in name, title or description',
  },
  columns: [
    { title: 'CVE', value: (one) => one.name },
    { title: 'Severity', value: (one) => one.severity },
    { title: 'CVSS', value: (one) => (one.score < 0 ? '' : (one.score / 10).toFixed(1)) },
    { title: 'EPSS', value: (one) => (one.epss < 0 ? '' : `${(one.epss / 1000).toFixed(2)} %`) },
    { title: 'Exploited', value: (one) => (one.exploited_at > 0 ? 'yes' : '') },
    { title: 'Affected', value: (one) => one.hosts.affected },
    { title: 'Reboot', value: (one) => one.hosts.reboot },
    { title: 'Accepted', value: (one) => one.hosts.accepted },
    { title: 'Fix', value: (one) => one.fix },
    { title: 'Title', value: (one) => toCve(one).title.slice(0, 60) },
  ],
  list: ({ db, clock }, request) => {
    const { affecting = 'yes', exploited, fix_available, accepted, epss_min, score_min, ...texts } = request
    return listCountedCves(
      db,
      {
        ...texts,
        ...(affecting !== 'all' && toFlag('affecting', affecting)),
        ...toFlag('exploited', exploited),
        ...toFlag('fix_available', fix_available),
        ...toFlag('accepted', accepted),
        ...toNumber('epss_min', epss_min),
        ...toNumber('score_min', score_min),
      },
      clock(),
    )
  },
  toItem: toCve,
})

type Value = string | number | undefined

function toFlag<Name extends string>(name: Name, value: Value): { [name in Name]?: boolean } {
  if (value === undefined) return {}
  if (value !== 'yes' && value !== 'no') throw new CliError(`--${name}: say yes or no`, EXIT.usage)
  return { [name]: value === 'yes' } as { [name in Name]?: boolean }
}

function toNumber<Name extends string>(name: Name, value: Value): { [name in Name]?: number } {
  if (value === undefined) return {}
  if (!(Number(value) >= 0)) throw new CliError(`--${name}: ${value} is no number`, EXIT.usage)
  return { [name]: Number(value) } as { [name in Name]?: number }
}

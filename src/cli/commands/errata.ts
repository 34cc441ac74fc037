import { toErratum } from '../../api/answers/errata.ts'
import { toTime } from '../../api/answers/time.ts'
import { type ErratumRow, listErrata } from '../../db/erratum-list.ts'
import { listCommand } from '../list-command.ts'

/** `patchman list_errata`: the newest first. */
export const listErrataCommand = listCommand<ErratumRow>({
  prog: 'patchman list_errata',
  description: 'List errata, the newest first.',
  filters: {
    type: 'security, bugfix, enhancement, …; several separated by commas',
    severity: 'critical, important, …',
    source: 'updateinfo, or the source of a feed: debian, ubuntu, …',
    host: 'that a pending update of this host brings',
    package: 'that fix this package',
    cve: 'that name this CVE',
    repository: 'listed by the repository with this id',
    q: 'words that occur in name, synopsis or CVEs',
  },
  columns: [
    { title: 'Erratum', value: (one) => one.name },
    { title: 'Type', value: (one) => one.type },
    { title: 'Severity', value: (one) => one.severity },
    { title: 'Published', value: (one) => toTime(one.issued_at)?.slice(0, 10) ?? '' },
    { title: 'Packages', value: (one) => one.packages },
    { title: 'CVEs', value: (one) => one.cves },
    { title: 'Synopsis', value: (one) => one.title },
  ],
  list: ({ db }, request) => listErrata(db, request),
  toItem: toErratum,
})

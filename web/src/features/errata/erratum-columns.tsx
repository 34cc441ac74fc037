import type { Erratum } from '../../api/types.ts'
import { AppLink } from '../../components/app-link.tsx'
import { Day } from '../../components/facts/day.tsx'
import { ErratumType, Severity } from '../../components/facts/erratum-badge.tsx'
import { day, plural } from '../../components/format.ts'
import type { Card } from '../../components/list/card-list.tsx'
import type { Column } from '../../components/list/column.ts'
import { countColumn, nameColumn } from '../../components/list/column-kinds.tsx'
import { erratumPath, listPath, osReleasePath } from '../../components/paths.ts'
import { WaitingHosts } from './waiting-hosts.tsx'

export const ERRATUM_COLUMNS: Column<Erratum>[] = [
  nameColumn(
    'Erratum',
    (one) => one.name,
    (one) => erratumPath(one.name),
    { width: 244 },
  ),
  {
    key: 'title',
    title: 'Synopsis',
    cell: (one) => <span title={one.title}>{one.title}</span>,
    text: (one) => one.title,
  },
  {
    key: 'type',
    title: 'Type',
    sort: 'type',
    width: 112,
    cell: (one) => <ErratumType type={one.type} />,
    filter: (one) => ({ key: 'type', value: one.type, label: one.type }),
    text: (one) => one.type,
  },
  {
    key: 'severity',
    title: 'Severity',
    width: 110,
    from: 'md',
    cell: (one) => <Severity severity={one.severity} />,
    filter: (one) => (one.severity ? { key: 'severity', value: one.severity, label: one.severity } : undefined),
    text: (one) => one.severity,
  },
  {
    key: 'releases',
    title: 'OS releases',
    width: 160,
    from: 'lg',
    cell: (one) => <Releases erratum={one} />,
    text: (one) => one.os_releases.map((release) => release.name).join(', '),
  },
  {
    key: 'waiting',
    title: 'Waiting',
    align: 'right',
    width: 76,
    cell: (one) => <WaitingHosts erratum={one} />,
  },
  countColumn(
    'packages',
    'Packages',
    84,
    (one) => one.packages,
    (one) => listPath('/package-versions', { erratum: one.name }),
    { from: 'xl' },
  ),
  countColumn(
    'cves',
    'CVEs',
    58,
    (one) => one.cves,
    (one) => listPath('/cves', { erratum: one.name }),
    { from: 'lg' },
  ),
  {
    key: 'issued',
    title: 'Published',
    sort: 'issued_at',
    descending: true,
    align: 'right',
    width: 124,
    cell: (one) => <Day at={one.issued_at} />,
    text: (one) => one.issued_at,
  },
  {
    key: 'updated',
    title: 'Updated',
    sort: 'updated_at',
    descending: true,
    align: 'right',
    width: 124,
    optional: true,
    cell: (one) => <Day at={one.updated_at} />,
    text: (one) => one.updated_at,
  },
  countColumn(
    'references',
    'References',
    96,
    (one) => one.references,
    (one) => listPath('/references', { erratum: one.name }),
    { optional: true },
  ),
]

function Releases({ erratum }: { erratum: Erratum }) {
  const [first, ...others] = erratum.os_releases
  if (!first) return null
  return (
    <>
      <AppLink href={osReleasePath(first.id)} className="dim">
        {first.name}
      </AppLink>
      {others.length > 0 && (
        <span className="faint" title={others.map((one) => one.name).join(', ')}>
          {' '}
          +{others.length}
        </span>
      )}
    </>
  )
}

export function erratumCard(one: Erratum): Card {
  const facts = [
    plural(one.packages, 'package'),
    one.cves > 0 && plural(one.cves, 'CVE'),
    one.issued_at && day(one.issued_at),
  ]
  return {
    title: one.name,
    aside: one.severity ? <Severity severity={one.severity} /> : <ErratumType type={one.type} />,
    second: one.title,
    third: facts.filter(Boolean).join(' · '),
  }
}

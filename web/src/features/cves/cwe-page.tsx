import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { ListView } from '../../components/list/list-view.tsx'
import { useCrumbs } from '../../components/page/crumbs.ts'
import { ThingHeader } from '../../components/page/thing-header.tsx'
import { cvePath } from '../../components/paths.ts'
import { CVE_COLUMNS, cveCard } from '../../components/security/cve-columns.tsx'
import { EmptyState } from '../../components/state/empty-state.tsx'
import { ErrorState } from '../../components/state/error-state.tsx'
import { HeaderSkeleton } from '../../components/state/header-skeleton.tsx'
import classes from './cve.module.css'
import { getCwe, listCves } from './cves-api.ts'

/** A kind of weakness, and the CVEs that are of it. */
export function CwePage() {
  const { name = '' } = useParams({ strict: false }) as { name?: string }
  const found = useQuery({ queryKey: ['weaknesses', 'one', name], queryFn: () => getCwe(name) })
  const cwe = found.data
  useCrumbs(name, { label: 'Weaknesses', href: '/cwes' })
  if (!cwe) return found.error ? <ErrorState error={found.error} /> : <HeaderSkeleton />
  return (
    <>
      <ThingHeader
        name={cwe.title ? `${cwe.name} ${cwe.title}` : cwe.name}
        facts={[
          cwe.kind,
          cwe.status,
          <a
            key="mitre"
            href={`https://cwe.mitre.org/data/definitions/${cwe.name.slice(4)}.html`}
            className="link"
            target="_blank"
            rel="noopener noreferrer"
          >
            at MITRE
          </a>,
        ]}
      >
        {cwe.description && <p className={classes.title}>{cwe.description}</p>}
      </ThingHeader>
      <ListView
        noun="CVEs"
        scope={cwe.name}
        fetchPage={(query) => listCves({ ...query, cwe: cwe.name })}
        columns={CVE_COLUMNS}
        rowKey={(one) => one.name}
        rowHref={(one) => cvePath(one.name)}
        card={cveCard}
        defaultSort="-urgency"
        searchLabel="Search CVEs…"
        empty={<EmptyState title="No CVE is of this kind" />}
      />
    </>
  )
}

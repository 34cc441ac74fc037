import type { Cve } from '../../api/types.ts'
import { ListView } from '../../components/list/list-view.tsx'
import { useCrumbs } from '../../components/page/crumbs.ts'
import { SubNav } from '../../components/page/sub-nav.tsx'
import { cvePath } from '../../components/paths.ts'
import { CVE_COLUMNS, cveCard } from '../../components/security/cve-columns.tsx'
import { SECURITY_PAGES } from '../../components/security/security-pages.ts'
import { EmptyState } from '../../components/state/empty-state.tsx'
import { CVE_FILTERS } from './cve-filters.ts'
import { listCves } from './cves-api.ts'

const keyOf = (one: Cve) => one.name

export function CvesPage() {
  useCrumbs('CVEs')
  return (
    <>
      <SubNav pages={SECURITY_PAGES} />
      <ListView
        noun="CVEs"
        title="CVEs"
        fetchPage={listCves}
        columns={CVE_COLUMNS}
        filters={CVE_FILTERS}
        rowKey={keyOf}
        rowHref={(one) => cvePath(one.name)}
        card={cveCard}
        defaultSort="-urgency"
        searchLabel="Search CVEs…"
        empty={
          <EmptyState
            title="No CVEs yet"
            text="They come with errata, and with the sources that the settings name, when those are read."
          />
        }
      />
    </>
  )
}

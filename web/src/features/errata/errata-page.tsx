import { findReleaseLabel, findRepositoryLabel, listReleaseOptions } from '../../api/lookups.ts'
import type { Erratum, QueryKey } from '../../api/types.ts'
import { sentence } from '../../components/format.ts'
import { facetOptions } from '../../components/list/facets.ts'
import { type FilterDefinition, YES_NO } from '../../components/list/filter-definition.ts'
import { ListView } from '../../components/list/list-view.tsx'
import { useCrumbs } from '../../components/page/crumbs.ts'
import { SubNav } from '../../components/page/sub-nav.tsx'
import { erratumPath } from '../../components/paths.ts'
import { SECURITY_PAGES } from '../../components/security/security-pages.ts'
import { EmptyState } from '../../components/state/empty-state.tsx'
import { listErrata, listErratumFacets } from './errata-api.ts'
import { ERRATUM_COLUMNS, erratumCard } from './erratum-columns.tsx'

const options = (key: 'type' | 'severity' | 'source') => async () =>
  (await facetOptions(listErratumFacets, key)())
    .filter((one) => one.value !== '')
    .map((one) => ({ ...one, label: sentence(one.label) }))

const FILTERS: FilterDefinition<QueryKey<'listErrata'>>[] = [
  { key: 'type', label: 'Type', options: options('type') },
  { key: 'severity', label: 'Severity', options: options('severity') },
  { key: 'source', label: 'Source', options: options('source') },
  { key: 'has_fix', label: 'Fix', options: YES_NO('Available', 'None yet') },
  { key: 'os_release', label: 'OS release', options: listReleaseOptions, resolve: findReleaseLabel },
  { key: 'host', label: 'Waited for by', text: true },
  { key: 'package', label: 'Fixes package', text: true },
  { key: 'cve', label: 'CVE', text: true },
  { key: 'has_cves', label: 'CVEs', options: YES_NO('Names some', 'Names none') },
  { key: 'repository', label: 'Listed by', resolve: findRepositoryLabel },
  { key: 'reference', label: 'Refers to', text: true },
]

const keyOf = (one: Erratum) => one.name

export function ErrataPage() {
  useCrumbs('Errata')
  return (
    <>
      <SubNav pages={SECURITY_PAGES} />
      <ListView
        noun="errata"
        title="Errata"
        fetchPage={listErrata}
        columns={ERRATUM_COLUMNS}
        filters={FILTERS}
        rowKey={keyOf}
        rowHref={(one) => erratumPath(one.name)}
        card={erratumCard}
        defaultSort="-issued_at"
        searchLabel="Search errata and CVEs…"
        empty={
          <EmptyState
            title="No errata yet"
            text="They come with repositories that publish them and with the feeds of distributions, when those are read."
          />
        }
      />
    </>
  )
}

import { findPackageVersionLabel, findRepositoryLabel, findUpdateLabel } from '../../api/lookups.ts'
import type { QueryKey } from '../../api/types.ts'
import { HOST_STATE_ORDER, HOST_STATES } from '../../components/facts/state-badge.tsx'
import { facetOptions } from '../../components/list/facets.ts'
import { type FilterDefinition, YES_NO } from '../../components/list/filter-definition.ts'
import { listHostFacets } from './hosts-api.ts'

const facet = (key: keyof Awaited<ReturnType<typeof listHostFacets>>) => facetOptions(listHostFacets, key)

/** The states with the interface's words, the counts of the API. */
async function stateOptions() {
  const found = await facet('state')()
  return HOST_STATE_ORDER.map((state) => ({
    value: state,
    label: HOST_STATES[state].word,
    count: found.find((one) => one.value === state)?.count ?? 0,
  }))
}

export const HOST_FILTERS: FilterDefinition<QueryKey<'listHosts'>>[] = [
  { key: 'state', label: 'State', options: stateOptions },
  { key: 'os_release', label: 'OS release', options: facet('os_release') },
  { key: 'os_variant', label: 'OS variant', options: facet('os_variant') },
  { key: 'tag', label: 'Tag', options: facet('tag') },
  { key: 'domain', label: 'Domain', options: facet('domain') },
  { key: 'arch', label: 'Architecture', options: facet('arch') },
  { key: 'reboot', label: 'Reboot needed', options: facet('reboot') },
  { key: 'package', label: 'Has package', text: true },
  { key: 'package_id', label: 'Has', resolve: findPackageVersionLabel },
  { key: 'module', label: 'Module active', text: true },
  { key: 'erratum', label: 'Waits for', text: true },
  { key: 'cve', label: 'CVE', text: true },
  {
    key: 'cve_status',
    label: 'Of the CVE',
    options: [
      { value: 'affected', label: 'Affected' },
      { value: 'reboot', label: 'Reboot waits' },
      { value: 'accepted', label: 'Accepted' },
      { value: 'fixed', label: 'Fixed' },
      { value: 'not-applicable', label: 'Not applicable' },
      { value: 'unknown', label: 'Unknown' },
    ],
  },
  { key: 'repository', label: 'Uses repository', resolve: findRepositoryLabel },
  { key: 'update', label: 'Needs update', resolve: findUpdateLabel },
  { key: 'update_security', label: 'Of it as security', options: YES_NO('Yes', 'No') },
  { key: 'update_of', label: 'Waits for package', text: true },
  { key: 'has_repositories', label: 'Has repositories', options: YES_NO('Yes', 'No') },
  { key: 'dns_differs', label: 'DNS differs', options: YES_NO('Yes', 'No') },
]

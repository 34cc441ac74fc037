import {
  findPackageVersionLabel,
  findReleaseLabel,
  findRepositoryLabel,
  listReleaseOptions,
} from '../../api/lookups.ts'
import type { QueryKey, RepositoryState } from '../../api/types.ts'
import { REPOSITORY_STATES } from '../../components/facts/repository-state-badge.tsx'
import { facetOptions } from '../../components/list/facets.ts'
import { type FilterDefinition, YES_NO } from '../../components/list/filter-definition.ts'
import { getMirror, listRepositoryFacets } from './repositories-api.ts'

async function stateOptions() {
  const found = await facetOptions(listRepositoryFacets, 'state')()
  return found.map((one) => ({ ...one, label: REPOSITORY_STATES[one.value as RepositoryState]?.word ?? one.label }))
}

const findMirrorLabel = async (id: string) => (await getMirror(Number(id))).url

export const REPOSITORY_FILTERS: FilterDefinition<QueryKey<'listRepositories'>>[] = [
  { key: 'state', label: 'State', options: stateOptions },
  { key: 'security', label: 'Security', options: YES_NO('Security', 'Not security') },
  { key: 'enabled', label: 'Enabled', options: YES_NO('Enabled', 'Disabled') },
  { key: 'muted', label: 'Muted', options: YES_NO('Muted', 'Not muted') },
  { key: 'type', label: 'Type', options: facetOptions(listRepositoryFacets, 'type') },
  { key: 'arch', label: 'Architecture', options: facetOptions(listRepositoryFacets, 'arch') },
  { key: 'os_release', label: 'OS release', options: listReleaseOptions, resolve: findReleaseLabel },
  { key: 'host', label: 'Used by host', text: true },
  { key: 'used', label: 'Used', options: YES_NO('By a host or a release', 'By neither') },
  { key: 'used_by_hosts', label: 'Used by hosts', options: YES_NO('By some host', 'By no host') },
  { key: 'mirrors_refreshed', label: 'Refreshed', options: YES_NO('Every mirror', 'Not every mirror') },
  { key: 'mirrors_enabled', label: 'Mirrors enabled', options: YES_NO('All of them', 'Not all') },
  { key: 'has_mirrors', label: 'Has mirrors', options: YES_NO('Yes', 'No') },
  { key: 'package_id', label: 'Offers', resolve: findPackageVersionLabel },
]

export const MIRROR_FILTERS: FilterDefinition<QueryKey<'listMirrors'>>[] = [
  {
    key: 'state',
    label: 'State',
    options: (['ok', 'failing', 'host-only', 'new'] as const).map((value) => ({
      value,
      label: REPOSITORY_STATES[value].word,
    })),
  },
  { key: 'enabled', label: 'Enabled', options: YES_NO('Enabled', 'Disabled') },
  { key: 'refresh', label: 'Refreshed', options: YES_NO('Yes', 'No') },
  { key: 'is_mirrorlist', label: 'Mirror list', options: YES_NO('Is one', 'Is none') },
  { key: 'from_mirror', label: 'Given by', resolve: findMirrorLabel },
  { key: 'shared_checksum', label: 'Same index elsewhere', options: YES_NO('Yes', 'No') },
  { key: 'repository', label: 'Repository', resolve: findRepositoryLabel },
  { key: 'checksum', label: 'Checksum', resolve: (value) => Promise.resolve(value.slice(0, 12)) },
]

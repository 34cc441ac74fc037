import type { FacetValue } from '../../api/types.ts'
import type { FilterOption } from './filter-definition.ts'

/** Turns one member of a facets answer into a filter's options. */
export function facetOptions<Key extends string>(load: () => Promise<Record<Key, FacetValue[]>>, key: Key) {
  return async (): Promise<FilterOption[]> => (await load())[key]
}

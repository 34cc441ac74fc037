export interface FilterOption {
  value: string
  label: string
  count?: number
}

/** One filter of a list: a choice among options, or a text that must be known exactly (a package's name). */
export interface FilterDefinition<Key extends string = string> {
  /** As the API and the address call it. */
  key: Key
  label: string
  /** Fixed, or fetched when the menu opens; none for filters that only links set. */
  options?: FilterOption[] | (() => Promise<FilterOption[]>)
  /** For a filter by id that only links set: what the id is called. */
  resolve?: (value: string) => Promise<string>
  /** Free text instead of options. */
  text?: boolean
}

export const YES_NO = (yes: string, no: string): FilterOption[] => [
  { value: 'true', label: yes },
  { value: 'false', label: no },
]

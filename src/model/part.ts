/** What a repository is made of: a file of its own each, and a set. */
export const PART_KINDS = ['packages', 'modules', 'errata'] as const

export type PartKind = (typeof PART_KINDS)[number]

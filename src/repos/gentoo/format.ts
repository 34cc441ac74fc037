import type { RepoFormat } from '../format.ts'
import { discoverGentoo } from './discover.ts'
import { parseTree } from './parse.ts'

/** Trees of ebuilds: Gentoo's own, by its snapshot, and overlays, by the archives that their servers make. */
export const gentooFormat: RepoFormat = { discover: discoverGentoo, parsePackages: parseTree }

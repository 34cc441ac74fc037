import type { RepoFormat } from '../format.ts'
import { discoverApt } from './discover.ts'
import { parsePackages } from './parse.ts'

/** apt's suites and flat repositories. */
export const aptFormat: RepoFormat = { discover: discoverApt, parsePackages }

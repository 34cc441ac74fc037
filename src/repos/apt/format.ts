import type { RepoFormat } from '../format.ts'
import { discoverApt } from './discover.ts'
import { fetchApt } from './fetch.ts'
import { parsePackages } from './parse.ts'

/** apt's suites and flat repositories. */
export const aptFormat: RepoFormat = { discover: discoverApt, fetch: fetchApt, parse: parsePackages }

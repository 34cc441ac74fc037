import type { RepoFormat } from '../format.ts'
import { discoverYum } from './discover.ts'
import { findErratumReleases } from './erratum-releases.ts'
import { parseModules } from './modules.ts'
import { parsePrimary } from './primary.ts'
import { parseUpdateinfo } from './updateinfo.ts'
import { parseYastPackages } from './yast-packages.ts'

/** Repositories of yum, dnf and zypper; YaST's older ones. */
export const yumFormat: RepoFormat = {
  discover: discoverYum,
  // YaST's list is called `packages`, in whatever form
  parsePackages: (pieces, section) =>
    /^packages(\.\w+)?$/.test(section) ? parseYastPackages(pieces, section) : parsePrimary(pieces, section),
  parseModules,
  parseErrata: parseUpdateinfo,
  findReleases: findErratumReleases,
}

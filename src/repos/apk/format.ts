import { type ReadContext, type RepoFormat, singleIndex } from '../format.ts'
import { parseApkIndex } from './parse.ts'

/** Alpine's repositories: the mirror's address ends with the architecture. */
export const apkFormat: RepoFormat = {
  discover: async ({ mirror }: ReadContext) => singleIndex([`${mirror.url}/APKINDEX.tar.gz`], 'APKINDEX.tar.gz'),
  parsePackages: parseApkIndex,
}

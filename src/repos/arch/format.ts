import { type ReadContext, type RepoFormat, singleIndex } from '../format.ts'
import { parseArchDatabase } from './parse.ts'

/** pacman's sync databases: the mirror's address is the database's. */
export const archFormat: RepoFormat = {
  discover: async ({ mirror }: ReadContext) => singleIndex(toFiles(mirror.url, mirror.arch), 'database'),
  parsePackages: parseArchDatabase,
}

/** Old clients leave the architecture out of the address. */
function toFiles(url: string, arch: string): string[] {
  const at = url.lastIndexOf('/')
  const [folder, file] = [url.slice(0, at), url.slice(at + 1)]
  return folder.endsWith(`/${arch}`) ? [url] : [url, `${folder}/${arch}/${file}`, `${folder}/os/${arch}/${file}`]
}

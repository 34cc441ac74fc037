import { FetchFailure } from '../../lib/fetch/failure.ts'
import { toChecksum } from '../checksum.ts'
import { type Discovery, type IndexFile, type ReadContext, singleIndex } from '../format.ts'
import { fetchSmallFile, type SmallFile } from '../small-file.ts'
import { listArchives } from './address.ts'
import { parseDistfiles } from './mirror-list.ts'

/**
 * Finds the snapshot of a tree. An address is a list of mirrors, an archive, a mirror of Gentoo's files (with
 * `snapshots/`), or a git repository: read by git, else by the archive that its server makes.
 */
export async function discoverGentoo(context: ReadContext): Promise<Discovery> {
  const { url, isList } = context.mirror
  if (isList || url.endsWith('.xml')) return readList(context)
  if (/\.(tar|tgz)(\.\w+)?$/.test(url)) return singleIndex([url], 'archive of a tree')
  const snapshot = url.endsWith('.git') ? undefined : await findSnapshot(context)
  return snapshot ?? singleIndex([`git+${url}`, ...listArchives(url)], 'git repository or archive of a tree')
}

async function readList(context: ReadContext): Promise<Discovery> {
  const { url } = context.mirror
  // what it says is needed also where it has not changed
  const file = await fetchSmallFile({ ...context, force: true }, url)
  if (typeof file === 'string') throw new FetchFailure('http-404', `not found (404): ${url}`)
  return { status: 'list', ...(await parseDistfiles(file.body)) }
}

const SNAPSHOTS = ['gentoo-latest.tar.xz', 'portage-latest.tar.xz']

async function findSnapshot(context: ReadContext): Promise<Discovery | undefined> {
  for (const name of SNAPSHOTS) {
    const url = `${context.mirror.url}/snapshots/${name}`
    const sums = await fetchSums(context, `${url}.md5sum`)
    if (sums === 'unchanged') return { status: 'unchanged' }
    if (sums) return toDiscovery(url, name, sums)
  }
  return undefined
}

async function fetchSums(context: ReadContext, url: string): Promise<SmallFile | 'unchanged' | undefined> {
  try {
    const file = await fetchSmallFile(context, url)
    return file === 'absent' ? undefined : file
  } catch (error) {
    // some stores answer that for what is not there
    if (error instanceof FetchFailure && error.code === 'http-403') return undefined
    throw error
  }
}

/** The file names the snapshot of the day, which is the same as the newest. */
function toDiscovery(url: string, name: string, { body, validators }: SmallFile): Discovery {
  const digits = /^([0-9a-f]{32}) [ *]?\S+\.tar\.xz\s*$/im.exec(body.toString('latin1'))?.[1] ?? ''
  const checksum = toChecksum('md5', digits)
  if (!checksum) throw new FetchFailure('bad-response', `${name}.md5sum holds no checksum of the snapshot`)
  const listed = { checksum, size: 0, plainChecksum: undefined, plainSize: 0, listedBy: `${name}.md5sum` }
  const files: IndexFile[] = [{ url, ...listed, section: name }]
  const silent = { release: undefined, releaseSecurity: false, publishedAt: 0, gap: '' }
  return { status: 'found', parts: [{ kind: 'packages', files, name }], ...silent, validators }
}

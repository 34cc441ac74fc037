import { FetchFailure } from '../../lib/fetch/failure.ts'
import { findChildren } from '../../lib/xml/element.ts'
import { readXml } from '../../lib/xml/read-records.ts'
import type { MirrorList } from '../format.ts'
import { toRepoLocation } from '../normalise-url.ts'
import { toPieces } from '../small-file.ts'

/** What distfiles.xml lists: `mirrorgroup` / `mirror` / `uri`. By http only those that are not to be had by https. */
export async function parseDistfiles(body: Buffer): Promise<MirrorList> {
  const { records } = await readXml(toPieces(body), 'mirrors')
  const groups = records.map(({ element }) => element).filter(({ name }) => name === 'mirrorgroup')
  const found = new Map<string, string>()
  for (const mirror of groups.flatMap((group) => findChildren(group, 'mirror'))) {
    for (const uri of findChildren(mirror, 'uri').filter(({ attributes }) => attributes.partial !== 'y')) {
      const { url, key, hostOnly } = toRepoLocation('gentoo', uri.text)
      if (hostOnly === '' && !found.get(key)?.startsWith('https:')) found.set(key, url)
    }
  }
  if (found.size === 0) throw new FetchFailure('bad-response', 'the list names no mirror that the server can read')
  const isSafe = (url: string) => url.startsWith('https:')
  const urls = [...found.values()]
  // a snapshot is large, and all mirrors have the same
  return { urls: [...urls.filter(isSafe), ...urls.filter((url) => !isSafe(url))], most: 1, expected: undefined }
}

import { FetchFailure } from '../../lib/fetch/failure.ts'
import type { ExpectedIndex, MirrorList } from '../format.ts'
import { toRepoLocation } from '../normalise-url.ts'
import { expandVariables } from '../variables.ts'
import { isMetalink, parseMetalink } from './metalink.ts'

/**
 * The mirrors that a mirror list or a metalink names, whatever its server calls it: undefined where the text is
 * neither. `isKnown`: its address says that it is one, so that lines that are no addresses do not speak against it.
 * Throws a FetchFailure where it names none that the server can read.
 */
export async function parseMirrorList(
  body: Buffer,
  { arch, isKnown }: { arch: string; isKnown: boolean },
): Promise<MirrorList | undefined> {
  const start = body.toString('utf8', 0, 2000)
  if (isMetalink(start)) {
    const { urls, expected } = await parseMetalink(body)
    const roots = urls.filter((url) => INDEX.test(url))
    return toMirrorList(roots, expected, arch, urls.length === 0 ? 'the metalink names no mirror' : '')
  }
  if (/^\ufeff?\s*</.test(start)) return undefined
  const lines = body
    .toString('utf8')
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const said = lines.filter((line) => !line.startsWith('#'))
  const urls = said.filter((line) => ADDRESS.test(line))
  if (isKnown ? urls.length === 0 && said.length > 0 : urls.length < said.length || lines.length === 0) return undefined
  const comment = lines.find((line) => /error|invalid|bad/i.test(line))?.slice(0, 150)
  const empty = comment ? `the mirror list names no mirror: ${comment}` : 'the mirror list names no mirror'
  return toMirrorList(urls, undefined, arch, urls.length === 0 ? empty : '')
}

const ADDRESS = /^[a-z][a-z0-9+.-]*:\/\/\S+$/i
const INDEX = /\/repodata\/repomd\.xml(\.\w+)?(?=$|\?)/

function toMirrorList(
  named: readonly string[],
  expected: ExpectedIndex | undefined,
  arch: string,
  empty: string,
): MirrorList {
  if (empty !== '') throw new FetchFailure('bad-response', empty)
  const roots = new Map<string, string>()
  for (const text of named) {
    const url = expandVariables(text, { arch }).replace(INDEX, '')
    const place = toRepoLocation('rpm', url)
    if (place.hostOnly !== '' || url.includes('$')) continue
    // by http and https it is one mirror
    const known = roots.get(place.key)
    if (known === undefined || place.url.startsWith('https:')) roots.set(place.key, place.url)
  }
  if (roots.size === 0) {
    const schemes = [...new Set(named.map((url) => url.split(':')[0]?.toLowerCase()))].slice(0, 5).join(', ')
    throw new FetchFailure(
      'bad-response',
      `the list names no mirror that the server can read, only ${schemes} addresses`,
    )
  }
  return { urls: [...roots.values()], expected }
}

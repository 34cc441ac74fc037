import { createHash } from 'node:crypto'
import { FetchFailure } from '../../lib/fetch/failure.ts'
import type { Discovery, ReadContext } from '../format.ts'
import { fetchSmallFile, type SmallFile } from '../small-file.ts'
import { toFileUrl } from './address.ts'
import { parseContent } from './content.ts'
import { parseMirrorList } from './mirror-list.ts'
import { parseRepomd } from './repomd.ts'

/**
 * Finds the parts of a repository by its repomd.xml or, of YaST, its `content`; or that its address is a list of
 * mirrors. One request where repomd.xml has not changed.
 */
export async function discoverYum(context: ReadContext): Promise<Discovery> {
  const { url, isList } = context.mirror
  let failure: FetchFailure | undefined
  if (isList) {
    const list = await readList(context, url)
    if (list) return list
  }
  for (const { path, root } of listPlaces(context)) {
    try {
      const found = await readPlace(context, toFileUrl(url, path), toFileUrl(url, root))
      if (found !== 'absent') return found
    } catch (error) {
      if (!(error instanceof FetchFailure) || !MAY_BE_ELSEWHERE.has(error.code)) throw error
      failure ??= error
      if (error.code === 'html-instead-of-index') break
    }
  }
  const list = isList ? undefined : await readList(context, url).catch(ignoreUnlessEmpty)
  if (list) return list
  throw failure ?? new FetchFailure('http-404', `not found (404): there is no repodata/repomd.xml at ${url}`)
}

/** That there is nothing at the address itself says nothing; that a list is there which names no mirror does. */
function ignoreUnlessEmpty(error: unknown): undefined {
  if (!(error instanceof FetchFailure) || error.code === 'bad-response') throw error
}

/** Some stores answer 403 for what is not there, some servers a page for whatever is asked. */
const MAY_BE_ELSEWHERE = new Set(['http-403', 'html-instead-of-index'])

interface Place {
  path: string
  /** The folder to which it is relative. */
  root: string
}

const FORMS = ['', '.gz', '.xz', '.bz2', '.zst']
const ROOTS = ['', 'suse/']

const PLACES: readonly Place[] = [
  ...FORMS.flatMap((form) => ROOTS.map((root) => ({ path: `${root}repodata/repomd.xml${form}`, root }))),
  { path: 'content', root: '' },
]

/** Where it was the last time comes first. */
function listPlaces({ mirror }: ReadContext): Place[] {
  const last = PLACES.find((place) => mirror.indexUrl !== '' && toFileUrl(mirror.url, place.path) === mirror.indexUrl)
  return last ? [last, ...PLACES.filter((place) => place !== last)] : [...PLACES]
}

async function readPlace(context: ReadContext, url: string, root: string): Promise<Discovery | 'absent'> {
  const file = await fetchSmallFile(context, url)
  if (file === 'absent') return 'absent'
  if (file === 'unchanged') return { status: 'unchanged' }
  const { body, validators } = file
  // some answer whatever path is asked for
  const list = await toList(context, body, false)
  if (list) return list
  const silent = { release: undefined, releaseSecurity: false, validators }
  if (/\/content(\?|$)/.test(url)) {
    const parts = parseContent(body.toString('utf8'), root)
    return parts ? { status: 'found', parts, publishedAt: 0, gap: '', ...silent } : 'absent'
  }
  const { parts, publishedAt, gap } = await parseRepomd(body, root)
  checkCurrent(context, file, publishedAt)
  return { status: 'found', parts, publishedAt, gap, ...silent }
}

async function readList(context: ReadContext, url: string): Promise<Discovery | undefined> {
  const file = await fetchSmallFile({ ...context, force: true }, url)
  return typeof file === 'string' ? undefined : toList(context, file.body, context.mirror.isList)
}

async function toList({ mirror }: ReadContext, body: Buffer, isKnown: boolean): Promise<Discovery | undefined> {
  const list = await parseMirrorList(body, { arch: mirror.arch, isKnown })
  return list && { status: 'list', ...list }
}

/** A mirror whose index is not the one that its metalink names has stopped following, or is not to be trusted. */
function checkCurrent({ mirror: { expected } }: ReadContext, { packed }: SmallFile, publishedAt: number): void {
  if (!expected) return
  const isCurrent = expected.checksums.some(
    ({ algorithm, hex }) => createHash(algorithm).update(packed).digest('hex') === hex,
  )
  if (isCurrent) return
  const isOlder = publishedAt > 0 && publishedAt < expected.publishedAt
  throw new FetchFailure(
    'stale',
    isOlder
      ? `it is stale: its index is of ${toDay(publishedAt)}, that of its source of ${toDay(expected.publishedAt)}`
      : 'its index is not the one that its metalink names',
  )
}

const toDay = (time: number) => new Date(time).toISOString().slice(0, 10)

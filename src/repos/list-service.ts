import {
  confirmList,
  countNamedMirrors,
  type GivenMirror,
  listGivenMirrors,
  replaceGivenMirrors,
} from '../db/mirror-given.ts'
import type { PackageType } from '../model/package.ts'
import type { MirrorList, ReadList } from './format.ts'
import type { RefreshRun } from './parts-service.ts'

interface ListMirror {
  id: number
  repo_id: number
  type: PackageType
}

/**
 * Makes what a mirror list or metalink names the mirrors of its repository, the first of them up to the maximum, less
 * those that hosts named. One that works stays while it is named; one that fails gives way. Answers how many it gave.
 */
export async function applyList(run: RefreshRun, mirror: ListMirror, list: MirrorList): Promise<number> {
  return run.db.transaction(async (tx) => {
    await confirmList(tx, mirror.id, run.clock())
    const most = Math.max(0, maxOf(run, list) - (await countNamedMirrors(tx, mirror.repo_id)))
    const urls = chooseMirrors(list.urls, await listGivenMirrors(tx, mirror.id), most)
    await replaceGivenMirrors(tx, mirror, urls, run.clock())
    const read = { id: mirror.id, repoId: mirror.repo_id, type: mirror.type, ...list, tried: new Set(urls) }
    run.lists.set(mirror.id, read)
    return urls.length
  })
}

/** In the place of those that failed come others that the list names. False where it names no more. */
export async function replaceFailed(run: RefreshRun, list: ReadList): Promise<boolean> {
  return run.db.transaction(async (tx) => {
    const given = await listGivenMirrors(tx, list.id)
    const working = given.filter((one) => one.state === 'ok' && list.urls.includes(one.url)).map((one) => one.url)
    const fixed = given.filter(isSetByHand).map((one) => one.url)
    const others = list.urls.filter((url) => !list.tried.has(url) && !fixed.includes(url))
    const next = others.slice(0, maxOf(run, list) - working.length)
    if (working.length > 0 || next.length === 0) return false
    for (const url of next) list.tried.add(url)
    await replaceGivenMirrors(
      tx,
      { id: list.id, repo_id: list.repoId, type: list.type },
      [...next, ...fixed],
      run.clock(),
    )
    return true
  })
}

const maxOf = ({ maxMirrors }: RefreshRun, { most = maxMirrors }: { most?: number }) => Math.min(most, maxMirrors)

/** Those that work and are named stay, the best of the others fill up; what failed last time comes last. */
export function chooseMirrors(named: readonly string[], given: readonly GivenMirror[], most: number): string[] {
  const known = new Map(given.map((mirror) => [mirror.url, mirror]))
  // an administrator's decision about a mirror is kept as long as the list names it
  const fixed = named.filter((url) => isSetByHand(known.get(url)))
  const free = named.filter((url) => !fixed.includes(url))
  const rank = (url: string) => {
    const mirror = known.get(url)
    if (mirror === undefined) return 1
    return mirror.state === 'failing' ? 2 : 0
  }
  const best = [...free].sort((a, b) => rank(a) - rank(b)).slice(0, most)
  return [...best, ...fixed]
}

/** Not the server's doing: it switches off refreshing of what failed. */
function isSetByHand(mirror: GivenMirror | undefined): boolean {
  return mirror !== undefined && (mirror.enabled === 0 || (mirror.refresh === 0 && mirror.state !== 'failing'))
}

import { createHash } from 'node:crypto'
import type { SourceGroup } from './sources.ts'

const WEEK_MS = 7 * 86_400_000

/**
 * What a host's updates were found from, as far as no report tells: its sources. While that is what is stored with
 * them, and no report changed the host since, they are as they were. A week later they are found anew all the same:
 * what sentences quote (a repository's label) and the rules themselves can change.
 */
export function toBasis(group: SourceGroup, now: number): string {
  let hash = hashes.get(group)
  if (hash === undefined) {
    hash = createHash('sha256').update(group.basis).digest('hex').slice(0, 24)
    hashes.set(group, hash)
  }
  return `${Math.floor(now / WEEK_MS)}:${hash}`
}

/** Thousands of hosts share a group. */
const hashes = new WeakMap<SourceGroup, string>()

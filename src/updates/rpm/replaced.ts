import type { Build } from '../rules.ts'
import { highest } from '../seen.ts'
import { isSameLine } from './arch.ts'

/** The installed build that a candidate would replace: of its own architecture, else of one it may follow; the highest. */
export function findReplaced<B extends Build>(installed: readonly B[], candidate: Build): B | undefined {
  const same = installed.filter(({ arch }) => arch === candidate.arch)
  return highest(same.length > 0 ? same : installed.filter(({ arch }) => isSameLine(arch, candidate.arch)))
}

import type { Static } from 'typebox'
import type { Explanation as Explained } from '../../updates/explanation.ts'
import type { Explanation } from '../schemas/hosts.ts'

export function toExplanation({ unknown, ...explained }: Explained): Static<typeof Explanation> {
  return {
    ...explained,
    unknown: unknown.map(({ repoId, name, reason }) => ({ repository_id: repoId === 0 ? null : repoId, name, reason })),
  }
}

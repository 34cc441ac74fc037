/** Which hosts: those with these ids, or those that use these repositories; neither: all. */
export interface Scope {
  hostIds?: number[]
  repoIds?: number[]
}

/** `''`, `host:1,2` or `repo:3,4`. Throws on anything else: a job about everything is not what was meant. */
export function toScope(subject: string): Scope {
  if (subject === '') return {}
  const [, noun, ids = ''] = /^(host|repo):(\d+(?:,\d+)*)$/.exec(subject) ?? []
  if (noun === undefined) throw new Error(`not a subject: ${subject}`)
  return noun === 'host' ? { hostIds: toIds(ids) } : { repoIds: toIds(ids) }
}

/** `''` (undefined: all) or `hostname:web01,web02`: reports name their host, which need not be known yet. */
export function toHostnames(subject: string): string[] | undefined {
  if (subject === '') return undefined
  const names = /^hostname:([^\s,]+(?:,[^\s,]+)*)$/.exec(subject)?.[1]
  if (names === undefined) throw new Error(`not a subject: ${subject}`)
  return names.split(',')
}

/** `''` (undefined: all) or ids separated by commas. */
export function toRepoIds(subject: string): number[] | undefined {
  if (subject === '') return undefined
  if (!/^\d+(,\d+)*$/.test(subject)) throw new Error(`not a subject: ${subject}`)
  return toIds(subject)
}

function toIds(text: string): number[] {
  return text.split(',').map(Number)
}

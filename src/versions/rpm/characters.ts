/**
 * What an rpm version is made of: `~`, `^`, runs of ASCII letters and runs of digits. All else only parts them.
 * The kinds are in their order: `~` is lower than the end, the end lower than `^`, letters lower than digits.
 */
export const KIND = { tilde: 1, end: 2, caret: 3, letters: 4, digits: 5 } as const
export type Kind = (typeof KIND)[keyof typeof KIND]

/** 0: a separator. */
const KINDS: Uint8Array = toKinds()

function toKinds(): Uint8Array {
  const kinds = new Uint8Array(128)
  kinds.fill(KIND.digits, 48, 58)
  kinds.fill(KIND.letters, 65, 91)
  kinds.fill(KIND.letters, 97, 123)
  kinds[126] = KIND.tilde
  kinds[94] = KIND.caret
  return kinds
}

/** The first place from `at` that is no separator. */
export function skipSeparators(text: string, at: number): number {
  let next = at
  while (next < text.length && !KINDS[text.charCodeAt(next)]) next++
  return next
}

/** Of a place that is no separator. */
export function kindAt(text: string, at: number): Kind {
  return at >= text.length ? KIND.end : (KINDS[text.charCodeAt(at)] as Kind)
}

/** Where the run of this kind ends that `at` is in; `~` and `^` stand alone. */
export function runEnd(text: string, at: number, kind: Kind): number {
  let end = at
  while (end < text.length && KINDS[text.charCodeAt(end)] === kind) end++
  return end
}

export function skipZeros(text: string, start: number, end: number): number {
  let at = start
  while (at < end && text.charCodeAt(at) === 48) at++
  return at
}

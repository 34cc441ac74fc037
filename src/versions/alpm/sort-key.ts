import { mark, number, type Token, text, toKey } from '../tokens.ts'
import { splitAlpm, toRuns } from './runs.ts'

/**
 * Bytes in the order of `compareAlpm`, but where that is none: separators at the end are below all that has some
 * separator and goes on, and a version without release comes before all that have one.
 */
export function alpmSortKey(version: string): Uint8Array {
  const { epoch, version: main, release } = splitAlpm(version)
  const tail = release === undefined ? [mark(0)] : [mark(1), ...toTokens(release)]
  return toKey([...toTokens(epoch), ...toTokens(main), ...tail])
}

/** What may come after a run, the lowest first. After separators, of which fewer are lower, come letters, then digits. */
const LETTERS_AT_ONCE = 1
const END = 2
const END_AFTER_SEPARATORS = 3
const DIGITS_AT_ONCE = 4
const SEPARATORS = 5
const LETTERS = 6
const DIGITS = 7

function toTokens(part: string): Token[] {
  return toRuns(part).flatMap(({ separators, kind, text: run }) => {
    if (kind === 'end') return [mark(separators === 0 ? END : END_AFTER_SEPARATORS)]
    if (separators === 0) return [kind === 'letters' ? text(LETTERS_AT_ONCE, run) : number(DIGITS_AT_ONCE, run)]
    return [number(SEPARATORS, String(separators)), kind === 'letters' ? text(LETTERS, run) : number(DIGITS, run)]
  })
}

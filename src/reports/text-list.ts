import { MAX_TEXT } from './limits.ts'
import { findOddity, toText } from './text.ts'

/** Each text once, in the order sent, without empty ones and those that cannot be kept; positions count from 1. */
export function toTextList(
  raw: readonly string[],
  most: number,
  reject: (position: number, text: string, reason: string) => void,
): string[] {
  const kept = new Set<string>()
  for (const [index, item] of raw.entries()) {
    const text = toText(item)
    if (kept.size === most) {
      reject(index + 1, text, `only the first ${most} are kept`)
      break
    }
    if (text.length > MAX_TEXT || findOddity(text) === 'unusable')
      reject(index + 1, text, 'it is too long or holds a control character')
    else if (text !== '') kept.add(text)
  }
  return [...kept]
}

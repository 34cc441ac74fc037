import type { Scheme } from '../model/package.ts'
import type { Order } from './order.ts'
import { compareByKey, compareVersions } from './scheme.ts'

const BAD_LINE = '?'

/** Compares by version order or, with `useKeys`, by the byte order of the sort keys. */
export function versionOrder(scheme: Scheme, { useKeys = false } = {}): (a: string, b: string) => Order {
  return useKeys ? (a, b) => compareByKey(scheme, a, b) : (a, b) => compareVersions(scheme, a, b)
}

/**
 * Answers pairs as they come: `A<TAB>B` a line in, `-1`, `0` or `1` a line out, `?` for a line that is no pair (so
 * that answers stay beside their questions); further columns are left alone. Yields text in blocks, one for each block read. A last line needs no
 * line end; an empty input has no answer.
 */
export async function* compareLines(
  input: AsyncIterable<string | Uint8Array>,
  scheme: Scheme,
  options: { useKeys?: boolean } = {},
): AsyncGenerator<string> {
  const compare = versionOrder(scheme, options)
  const decoder = new TextDecoder()
  let rest = ''
  for await (const block of input) {
    const lines = (rest + (typeof block === 'string' ? block : decoder.decode(block, { stream: true }))).split('\n')
    rest = lines.pop() ?? ''
    if (lines.length > 0) yield toAnswers(lines, compare)
  }
  rest += decoder.decode()
  if (rest !== '') yield toAnswers([rest], compare)
}

function toAnswers(lines: string[], compare: (a: string, b: string) => Order): string {
  let text = ''
  for (const line of lines) text += `${toAnswer(line.endsWith('\r') ? line.slice(0, -1) : line, compare)}\n`
  return text
}

function toAnswer(line: string, compare: (a: string, b: string) => Order): string {
  const tab = line.indexOf('\t')
  if (tab < 0) return BAD_LINE
  const end = line.indexOf('\t', tab + 1)
  return String(compare(line.slice(0, tab), line.slice(tab + 1, end < 0 ? undefined : end)))
}

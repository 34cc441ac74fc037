import { MAX_LINE } from './limits.ts'
import type { RejectLog } from './reject-log.ts'

/**
 * Walks the lines of a section of protocol 1 that are not blank; `read` returns an item, or why there is none.
 * Stops at `most` items. Positions count from 1, blank lines too: they are the numbers an editor shows.
 */
export function readLines<T extends object>(
  section: string,
  text: string,
  most: number,
  log: RejectLog,
  read: (line: string, warn: (reason: string) => void) => T | string | undefined,
): T[] {
  const items: T[] = []
  for (const { line, position } of listLines(text)) {
    const warn = (reason: string) => log.add(section, position, line, reason)
    if (items.length === most) {
      warn(`a report may have ${most}: the rest is left out`)
      break
    }
    const item = line.length > MAX_LINE ? `the line is longer than ${MAX_LINE} characters` : read(line, warn)
    if (typeof item === 'string') warn(item)
    else if (item) items.push(item)
  }
  return items
}

/** Lines that are not blank, one at a time: a body of ten million empty ones costs no memory. */
function* listLines(text: string): Generator<{ line: string; position: number }> {
  let position = 0
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start)
    const end = newline < 0 ? text.length : newline
    const line = text.slice(start, end).trim()
    position++
    if (line !== '') yield { line, position }
    start = end + 1
  }
}

/** The fields of a line, each in single quotes, one space between; undefined when the line is not of that form. */
export function splitQuoted(line: string): string[] | undefined {
  if (line.length < 2 || line[0] !== "'" || line[line.length - 1] !== "'") return undefined
  const inner = line.slice(1, -1)
  // tolerant of wider gaps, but a quote inside a field (`'it's'`) is the field's
  return inner.includes("'  ") ? inner.split(/' +'/) : inner.split("' '")
}

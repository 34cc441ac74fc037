/**
 * One item of a report or an index that could not be used, and why. Rejects are data: they are counted,
 * kept and shown beside what was accepted.
 */
export interface Reject {
  /** `packages`, `repos`, … of a report; the index's file name of a repository. */
  section: string
  /** Line or item number in the section, from 1. */
  position: number
  /** The item's text, cut to 200 characters. */
  text: string
  /** One sentence for an administrator. */
  reason: string
}

/** Builds a reject with its text cut to what is kept, and without what no database takes and no page shows. */
export function toReject(section: string, position: number, text: string, reason: string): Reject {
  return { section, position, text: toShort(text), reason: reason.replace(CONTROL, '\ufffd') }
}

function toShort(text: string): string {
  const short = text.length > 200 ? `${text.slice(0, 199)}…` : text
  return short.replace(CONTROL, '\ufffd')
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const CONTROL = /[\u0000-\u001f\u007f]/g

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

/** Builds a reject with its text cut to what is kept. */
export function toReject(section: string, position: number, text: string, reason: string): Reject {
  return { section, position, text: text.length > 200 ? `${text.slice(0, 199)}…` : text, reason }
}

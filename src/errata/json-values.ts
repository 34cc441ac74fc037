/** The members of an object; none of anything else. */
export function toMembers(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

/** The text, or '' for anything else. */
export const toText = (value: unknown) => (typeof value === 'string' ? value.trim() : '')

/** The texts of a list; empty for anything else. */
export const toTexts = (value: unknown) =>
  toList(value)
    .map(toText)
    .filter((text) => text !== '')

/** The list; empty for anything else. */
export const toList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** A number; undefined for anything else. */
export const toNumber = (value: unknown) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined)

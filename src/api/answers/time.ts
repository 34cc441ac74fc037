/** Milliseconds since 1970 as ISO 8601 text; 0 (never) as null. */
export function toTime(ms: number): string | null {
  return ms === 0 ? null : new Date(ms).toISOString()
}

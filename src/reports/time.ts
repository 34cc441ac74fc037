/** A moment as clients write it (seconds or milliseconds since 1970, or ISO 8601) in milliseconds; 0 when it is none. */
export function toTime(value: unknown): number {
  if (typeof value === 'string' && !/^\d+(\.\d+)?$/.test(value)) return toSane(Date.parse(value))
  const number = typeof value === 'string' ? Number(value) : value
  if (typeof number !== 'number') return 0
  // seconds stay below this until the year 5138; milliseconds passed it in 1973
  return toSane(number < 1e11 ? number * 1000 : number)
}

const YEAR_9999 = 253_402_300_800_000

function toSane(ms: number): number {
  return ms > 0 && ms < YEAR_9999 ? Math.round(ms) : 0
}

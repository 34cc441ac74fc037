/**
 * Milliseconds since 1970 of a time as updateinfo files write it: `2023-06-27 00:00:00`, without seconds or hour, in
 * ISO 8601, or seconds since 1970. Without a zone it is UTC. 0 for anything else.
 */
export function parseTime(text: string): number {
  const trimmed = text.trim()
  if (/^\d{1,11}(\.\d+)?$/.test(trimmed)) return toTime(Number(trimmed) * 1000)
  const [, year, month, day, hour, minute, second, zone] = PATTERN.exec(trimmed) ?? []
  if (year === undefined) return 0
  const clock = `${hour ?? '00'}:${minute ?? '00'}:${second ?? '00'}`
  return toTime(Date.parse(`${year}-${month}-${day}T${clock}${toZone(zone)}`))
}

const PATTERN = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?$/i

function toZone(zone = 'Z'): string {
  return /^[+-]/.test(zone) ? zone.replace(/^(...):?/, '$1:') : 'Z'
}

function toTime(ms: number): number {
  return ms > 0 ? Math.floor(ms) : 0
}

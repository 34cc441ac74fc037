import { toText } from './json-values.ts'

/** Milliseconds since 1970; 0 for what is no time. A time without a zone is UTC. */
export function toTimeOf(value: unknown): number {
  const text = toText(value)
  const [, day, time = 'T00:00', zone = 'Z'] = TIME.exec(text) ?? []
  const at = day === undefined ? Number.NaN : Date.parse(day + time.replace(' ', 'T') + zone)
  return Number.isNaN(at) || at < 0 || at > LAST ? 0 : at
}

const TIME = /^(\d{4}-\d\d-\d\d)(?:([T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)\s?(Z|[+-]\d\d:?\d\d)?)?$/
const LAST = Date.UTC(2200, 0)

/** The same of seconds since 1970, with or without a fraction. */
export function toTimeOfSeconds(value: unknown): number {
  const at = Math.round(Number(value) * 1000)
  return at > 0 && at < LAST ? at : 0
}

import { isIPv6 } from 'node:net'

/** Failures of one subject (a user name, an address) and when the last was. */
export interface Failures {
  count: number
  lastAt: number
}

export interface ThrottleRule {
  /** Failures that cost nothing. */
  free: number
  /** The longest wait. */
  maxWaitMs: number
}

/** Anybody can make a user's attempts fail: the user waits a minute at most, an address a quarter of an hour. */
export const USER_RULE: ThrottleRule = { free: 5, maxWaitMs: 60_000 }
export const ADDRESS_RULE: ThrottleRule = { free: 20, maxWaitMs: 900_000 }

/** Failures that are older are forgotten. */
export const FORGET_AFTER_MS = 3_600_000

/** How long until the next attempt is looked at: doubles with each failure after the free ones. 0: now. */
export function waitFor({ count, lastAt }: Failures, rule: ThrottleRule, now: number): number {
  if (count < rule.free || now - lastAt > FORGET_AFTER_MS) return 0
  const wait = Math.min(1000 * 2 ** Math.min(count - rule.free, 30), rule.maxWaitMs)
  return Math.max(0, lastAt + wait - now)
}

export function userSubject(name: string): string {
  return `user:${name.slice(0, 150)}`
}

/** One subscriber has a whole /64 of IPv6. */
export function addressSubject(ip: string): string {
  return `address:${isIPv6(ip) ? toPrefix64(ip) : ip}`
}

function toPrefix64(ip: string): string {
  const [head = '', tail] = (ip.split('%')[0] ?? '').split('::')
  const front = head === '' ? [] : head.split(':')
  const back = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0')
  const groups = [...front, ...zeros, ...back].slice(0, 4)
  return `${groups.map((group) => group.replace(/^0+(?=.)/, '').toLowerCase()).join(':')}::/64`
}

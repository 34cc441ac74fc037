import { BlockList, isIP } from 'node:net'

/** What a setting may hold; both readers answer `undefined` for what is not of the kind. */
export interface Kind<T> {
  /** Ends the sentence "expected …". */
  expected: string
  /** From an environment variable. */
  fromText(text: string): T | undefined
  /** From the file. */
  fromFile(value: unknown): T | undefined
}

export const text: Kind<string> = {
  expected: 'text',
  fromText: (value) => value,
  fromFile: (value) => (typeof value === 'string' ? value : undefined),
}

export function matching(expected: string, matches: (value: string) => boolean): Kind<string> {
  return {
    expected,
    fromText: (value) => (matches(value) ? value : undefined),
    fromFile: (value) => (typeof value === 'string' && matches(value) ? value : undefined),
  }
}

export function oneOf<T extends string>(values: readonly T[]): Kind<T> {
  const find = (value: unknown) => values.find((known) => known === value)
  return { expected: `one of ${values.join(', ')}`, fromText: find, fromFile: find }
}

export function integer(least: number, most = Number.MAX_SAFE_INTEGER): Kind<number> {
  const bounds = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`
  const check = (value: number) => (Number.isSafeInteger(value) && value >= least && value <= most ? value : undefined)
  return {
    expected: `a whole number ${bounds}`,
    fromText: (value) => (/^-?\d{1,15}$/.test(value.trim()) ? check(Number(value)) : undefined),
    fromFile: (value) => (typeof value === 'number' ? check(value) : undefined),
  }
}

const YES_NO: Record<string, boolean> = {
  true: true,
  on: true,
  yes: true,
  '1': true,
  false: false,
  off: false,
  no: false,
  '0': false,
}

export const flag: Kind<boolean> = {
  expected: 'true or false (or on, off)',
  fromText: (value) => YES_NO[value.trim().toLowerCase()],
  fromFile: (value) => (typeof value === 'boolean' ? value : YES_NO[String(value)]),
}

/** A list: commas in the environment, an array in the file. */
export function listOf(item: Kind<string>): Kind<string[]> {
  const all = (values: unknown[]) => {
    const items = values.map((value) => item.fromFile(value))
    return items.every((value) => value !== undefined) ? items : undefined
  }
  return {
    expected: `a list, each ${item.expected}`,
    fromText: (value) =>
      all(
        value
          .split(',')
          .map((part) => part.trim())
          .filter((part) => part !== ''),
      ),
    fromFile: (value) => (Array.isArray(value) ? all(value) : undefined),
  }
}

export const network = matching('an address or a network such as 10.0.0.0/8', isNetwork)

export const url = matching(
  'an http or https address',
  (value) => /^https?:\/\/[^\s/]+/.test(value) && URL.canParse(value),
)

export const urlOrNothing = matching(
  'an http or https address, or empty',
  (value) => value === '' || url.fromText(value) !== undefined,
)

export const timeZone = matching('a time zone such as Europe/Berlin', (value) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
})

export const urlOrOff = matching(
  'an http or https address, or off',
  (value) => value === 'off' || url.fromText(value) !== undefined,
)

/** Five fields, as in crontab(5); `off` for never. */
export const cronPattern = matching(
  'a time as in crontab (minute hour day month weekday), or off',
  (value) => value === 'off' || isCronPattern(value),
)

const CRON_FIELDS: [least: number, most: number][] = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
]

function isCronPattern(value: string): boolean {
  const fields = value.trim().split(/\s+/)
  return fields.length === CRON_FIELDS.length && CRON_FIELDS.every((bounds, i) => isCronField(fields[i] ?? '', bounds))
}

function isCronField(field: string, [least, most]: [number, number]): boolean {
  return field.split(',').every((part) => {
    const found = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part)
    if (!found) return false
    const [from = least, to = from, step = 1] = found.slice(1).map((digits) => (digits ? Number(digits) : undefined))
    return from >= least && to <= most && from <= to && step > 0
  })
}

function isNetwork(value: string): boolean {
  const [address = '', bits, ...more] = value.split('/')
  const family = isIP(address)
  if (family === 0 || more.length > 0) return false
  if (bits === undefined) return true
  if (!/^\d{1,3}$/.test(bits)) return false
  try {
    new BlockList().addSubnet(address, Number(bits), family === 4 ? 'ipv4' : 'ipv6')
    return true
  } catch {
    return false
  }
}

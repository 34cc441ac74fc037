/** 1,204: the interface is in English, and so are its figures. */
export function count(value: number): string {
  return value.toLocaleString('en')
}

/** "1 host", "14 hosts"; the plural only where it is not an s. */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`
}

/** "dev-lang/python" where there are categories, else the name. */
export function packageTitle({ category, name }: { category: string; name: string }): string {
  return category === '' ? name : `${category}/${name}`
}

/** "newpackage" → "Newpackage": a word of a vendor at the beginning. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** 4 Mar 2025, in the viewer's zone; what is known by its day rather than its age. */
export function day(iso: string): string {
  return DAY.format(new Date(iso))
}

const STEPS: [limit: number, unit: string, seconds: number][] = [
  [60, 's', 1],
  [3600, 'min', 60],
  [86_400, 'h', 3600],
  [86_400 * 60, 'd', 86_400],
  [86_400 * 730, 'months', 86_400 * 30.44],
  [Number.POSITIVE_INFINITY, 'years', 86_400 * 365.25],
]

/** "4 min", "2 d": how long something took or how long ago it was, without a word for the direction. */
export function span(ms: number): string {
  const seconds = Math.max(0, ms / 1000)
  const step = STEPS.find(([limit]) => seconds < limit)
  return step ? `${Math.floor(seconds / step[2])} ${step[1]}` : ''
}

/** A job's duration: "84 ms", "3.2 s", "4 min 10 s". */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' })
const ABSOLUTE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' })

/** In the viewer's zone, which it names. */
export function absolute(iso: string): string {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  return `${ABSOLUTE.format(new Date(iso))} (${zone})`
}

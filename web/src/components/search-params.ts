/** The search part of an address: plain text values, so that an address reads like the API's own query. */
export type Search = Record<string, string>

export function parseSearch(text: string): Search {
  return Object.fromEntries(new URLSearchParams(text))
}

/** An address of the interface as the router takes it. */
export function toTarget(href: string): { to: '/'; search: never } {
  const [path = '', search = ''] = href.split('?')
  return { to: path as '/', search: parseSearch(search) as never }
}

/** Leaves out what is empty; keeps the order in which filters were added. */
export function stringifySearch(search: Record<string, unknown>): string {
  const kept = Object.entries(search).filter(([, value]) => value !== undefined && value !== null && value !== '')
  const text = new URLSearchParams(kept.map(([name, value]) => [name, String(value)])).toString()
  return text === '' ? '' : `?${text}`
}

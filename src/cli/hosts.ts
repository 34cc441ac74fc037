import { listHostsNamed, listWaitingHostnames, type SelectedHost } from '../db/host-selection.ts'
import type { Queryable } from '../db/open.ts'
import { CliError } from './world.ts'

/** The hosts that `-H` means: names separated by commas, `*` for anything. Throws where a name has no host. */
export function selectHosts(db: Queryable, names: string): Promise<SelectedHost[]> {
  return select(
    names,
    (name) => listHostsNamed(db, name),
    (host) => host.id,
  )
}

/** The same, and hosts that are not known yet because their first report waits. */
export function selectReporters(db: Queryable, names: string): Promise<string[]> {
  const list = async (name: string) => {
    const hosts = await listHostsNamed(db, name)
    return [...hosts.map((host) => host.hostname), ...(await listWaitingHostnames(db, name))]
  }
  return select(names, list, (name) => name)
}

/** What `list` finds for each of the names, each once. */
async function select<T>(names: string, list: (name: string) => Promise<T[]>, keyOf: (item: T) => unknown) {
  const selected = new Map<unknown, T>()
  for (const name of names.split(',').map((part) => part.trim())) {
    if (name === '') continue
    const found = await list(name)
    if (found.length === 0) throw new CliError(`no host ${name.includes('*') ? 'matches' : 'is named'} ${name}`)
    for (const item of found) selected.set(keyOf(item), item)
  }
  if (selected.size === 0) throw new CliError('--host names no host')
  return [...selected.values()]
}

export async function selectHost(db: Queryable, name: string): Promise<SelectedHost> {
  const [host, another] = await selectHosts(db, name)
  if (!host || another) throw new CliError(`${name} means more than one host`)
  return host
}

export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

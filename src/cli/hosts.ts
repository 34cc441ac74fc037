import { listHostsNamed, type SelectedHost } from '../db/host-selection.ts'
import type { Queryable } from '../db/open.ts'
import { CliError } from './world.ts'

/** The hosts that `-H` means: names separated by commas, `*` for anything. Throws where a name has no host. */
export async function selectHosts(db: Queryable, names: string): Promise<SelectedHost[]> {
  const selected = new Map<number, SelectedHost>()
  for (const name of names.split(',').map((part) => part.trim())) {
    if (name === '') continue
    const hosts = await listHostsNamed(db, name)
    if (hosts.length === 0) throw new CliError(`no host ${name.includes('*') ? 'matches' : 'is named'} ${name}`)
    for (const host of hosts) selected.set(host.id, host)
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

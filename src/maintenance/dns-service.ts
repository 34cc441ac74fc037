import { type DnsHost, listHostsToCheckDns, writeReverseDns } from '../db/host-dns.ts'
import type { Db } from '../db/open.ts'
import type { Reverse } from '../lib/reverse-name.ts'

export interface DnsSummary {
  checked: number
  /** Hosts whose reverse name is not their name. */
  different: number
  /** Hosts of which DNS could not be asked; what was known of them stays. */
  failed: number
}

const AT_ONCE = 8

/** Asks reverse DNS about hosts that are to be checked, and keeps what it said beside the host. */
export async function checkDns(
  {
    db,
    reverse,
    onProgress,
  }: { db: Db; reverse: Reverse; onProgress?: ((done: number, total: number) => void) | undefined },
  { hostIds }: { hostIds?: readonly number[] } = {},
): Promise<DnsSummary> {
  const hosts = await listHostsToCheckDns(db, hostIds)
  const summary: DnsSummary = { checked: hosts.length, different: 0, failed: 0 }
  const changed: [number, string][] = []
  let done = 0
  const waiting = [...hosts]
  const lookUp = async () => {
    for (let host = waiting.shift(); host; host = waiting.shift()) {
      const name = await findReverseName(host, reverse)
      if (name === undefined) summary.failed++
      else {
        if (name !== host.hostname) summary.different++
        if (name !== host.reverse_dns) changed.push([host.id, name])
      }
      onProgress?.(++done, hosts.length)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lookUp))
  if (changed.length > 0) await writeReverseDns(db, changed)
  return summary
}

/** The host's own name where it is among several; '' when the address has none; undefined when nobody answered. */
async function findReverseName({ hostname, ip }: DnsHost, reverse: Reverse): Promise<string | undefined> {
  try {
    const names = (await reverse(ip)).map((name) => name.toLowerCase().replace(/\.$/, ''))
    return names.includes(hostname) ? hostname : (names[0] ?? '')
  } catch (error) {
    return ['ENOTFOUND', 'ENODATA'].includes(String((error as { code?: unknown }).code)) ? '' : undefined
  }
}

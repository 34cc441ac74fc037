import { deleteHosts, type SelectedHost, writeHostSwitch } from '../db/host-selection.ts'
import type { JobDeps } from '../jobs/job.ts'
import type { Flags } from './flags.ts'
import { countOf, selectHosts } from './hosts.ts'
import type { Output } from './output.ts'

/** `-shro -uhro -sdns -udns -dh`, of the hosts that `-H` means. */
export async function changeHosts(deps: JobDeps, flags: Flags, output: Output): Promise<boolean> {
  const hosts = await selectHosts(deps.db, flags.host ?? '')
  if (flags.setHostReposOnly) await setSwitch(deps, hosts, 'host_repos_only', true, output)
  if (flags.unsetHostReposOnly) await setSwitch(deps, hosts, 'host_repos_only', false, output)
  if (flags.setCheckDns) await setSwitch(deps, hosts, 'check_dns', true, output)
  if (flags.unsetCheckDns) await setSwitch(deps, hosts, 'check_dns', false, output)
  if (flags.deleteHosts) {
    const progress = output.progress('Deleting hosts')
    const ids = hosts.map((host) => host.id)
    const deleted = await deleteHosts(deps.db, ids, progress.update).finally(() => progress.end())
    output.say(`${countOf(deleted, 'host')} deleted`)
  }
  return true
}

const WORDS = { host_repos_only: 'its own repositories only', check_dns: 'DNS checks' }

async function setSwitch(
  { db, clock, enqueue }: JobDeps,
  hosts: readonly SelectedHost[],
  name: 'host_repos_only' | 'check_dns',
  isOn: boolean,
  output: Output,
): Promise<void> {
  const ids = hosts.map((host) => host.id)
  const changed = await db.transaction((tx) => writeHostSwitch(tx, ids, name, isOn, clock()))
  output.say(`${countOf(changed, 'host')}: ${WORDS[name]} ${isOn ? 'on' : 'off'}`)
  // other repositories offer other updates
  if (name === 'host_repos_only') await enqueue('find-updates', `host:${ids.join(',')}`)
}

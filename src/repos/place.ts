import { toAlpineArch } from '../model/machine.ts'
import type { NamedRepo } from '../model/report.ts'
import { toTreeAddress } from './gentoo/address.ts'
import { type RepoLocation, toRepoLocation } from './normalise-url.ts'
import { expandVariables, findVariable, type HostVariables } from './variables.ts'

/** The place that a URL of a report comes to on the host that named it. */
export function toPlace({ type, id }: Pick<NamedRepo, 'type' | 'id'>, url: string, host: HostVariables): RepoLocation {
  switch (type) {
    case 'rpm':
      return asFarAsKnown(toRepoLocation(type, expandVariables(url, host)))
    case 'arch':
      return toRepoLocation(type, toArchDatabase(url, id, host.arch))
    case 'apk':
      return toRepoLocation(type, withLast(url, toAlpineArch(host.arch)))
    case 'gentoo':
      return toRepoLocation(type, toTreeAddress(id, url))
    default:
      return toRepoLocation(type, url)
  }
}

/** A variable that only the host knows the value of. */
function asFarAsKnown(place: RepoLocation): RepoLocation {
  const left = findVariable(place.url)
  return left === '' ? place : { ...place, hostOnly: `the server cannot know what ${left} in its address stands for` }
}

/**
 * pacman.conf(5): `$repo` is the section's name, `$arch` the machine's. One address can hold several repositories: the
 * place is the database.
 */
function toArchDatabase(url: string, id: string, arch: string): string {
  const base = url.trim().replaceAll('$repo', id).replaceAll('$arch', arch)
  return id === '' || base.endsWith('.db') ? base : withLast(base, `${id}.db`)
}

function withLast(url: string, last: string): string {
  const base = url.trim().replace(/\/+$/, '')
  return base.endsWith(`/${last}`) ? base : `${base}/${last}`
}

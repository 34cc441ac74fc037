import { type Archive, versionOn } from './archive.ts'
import type { ArchiveLine } from './archived-version.ts'
import { type FleetRepo, NO_RELEASE_FACTS, newest } from './fleet-repos.ts'
import { packageTypeOf } from './releases.ts'

interface Place {
  name: string
  url: string
  holds: (line: ArchiveLine) => boolean
}

const MIRROR = 'http://mirror.example.net'
const isBase = ({ group }: ArchiveLine) => group === 'base' || group === 'kernel-meta'

const PLACES: Readonly<Record<string, readonly Place[]>> = {
  arch: [
    { name: 'core', url: `${MIRROR}/archlinux/core/os/x86_64/core.db`, holds: isBase },
    { name: 'extra', url: `${MIRROR}/archlinux/extra/os/x86_64/extra.db`, holds: (line) => !isBase(line) },
  ],
  alpine: [
    { name: 'main', url: `${MIRROR}/alpine/v3.20/main/x86_64`, holds: isBase },
    { name: 'community', url: `${MIRROR}/alpine/v3.20/community/x86_64`, holds: (line) => !isBase(line) },
  ],
  gentoo: [{ name: 'gentoo', url: `${MIRROR}/gentoo-portage`, holds: () => true }],
}

/** The repositories of pacman's, apk's and portage's hosts: each has the newest version of what it holds. */
export function otherRepos({ release, lines }: Archive): FleetRepo[] {
  return (PLACES[release.family] ?? []).map(({ name, url, holds }) => ({
    ...{ type: packageTypeOf(release), id: name, name: `${TITLES[release.family]} ${name}`, url, priority: 0 },
    ...{ facts: NO_RELEASE_FACTS, security: false, state: 'ok', reason: '', rejects: [], gives: [] },
    ...{ modules: [], errata: [], release: '' },
    candidates: () => newest(lines.filter(holds), (line) => versionOn(line, 0)),
  }))
}

const TITLES: Readonly<Record<string, string>> = { arch: 'Arch Linux', alpine: 'Alpine 3.20', gentoo: 'Gentoo' }

import type { PackageType } from '../model/package.ts'
import {
  type ArchivedVersion,
  type ArchiveLine,
  nthBuild,
  nthPatch,
  nthRpmUpdate,
  nthUpdate,
  toVersion,
  type VersionRelease,
} from './archived-version.ts'
import type { CatalogueEntry } from './catalogue.ts'
import { type Kernel, kernelLines, listKernels } from './kernels.ts'
import { seededRandom } from './random.ts'
import { type DemoRelease, FIRST_DAY, isRpm, POINT_RELEASES, packageTypeOf } from './releases.ts'

/** Everything that a release's archive ever held. */
export interface Archive {
  release: DemoRelease
  lines: ArchiveLine[]
  /** Oldest first; their lines are in `lines` too. */
  kernels: Kernel[]
}

/** Builds a release's archive with 400 days of security updates and point releases. */
export function buildArchive(release: DemoRelease, entries: readonly CatalogueEntry[], seed: number): Archive {
  const lines: ArchiveLine[] = []
  const schedules = new Map<string, VersionRelease[]>()
  for (const entry of entries) {
    const first = entry.versions[release.like ?? release.name]
    if (first === undefined) continue
    let schedule = schedules.get(entry.source)
    if (!schedule) schedules.set(entry.source, (schedule = scheduleUpdates(release, entry.source, seed)))
    lines.push(toLine(release, entry, first, schedule))
  }
  const kernels = listKernels(release, seed)
  lines.push(...kernelLines(release, kernels))
  return { release, lines, kernels }
}

/** Every version that came as an update. */
export function listUpdates({ lines }: Archive): ArchivedVersion[] {
  return lines.flatMap((line) => line.versions).filter((version) => Number.isFinite(version.day))
}

/** The newest version that the line had on that day; undefined when it did not exist yet. */
export function versionOn(line: ArchiveLine, day: number, securityDay = day): ArchivedVersion | undefined {
  for (let i = line.versions.length - 1; i >= 0; i--) {
    const version = line.versions[i] as ArchivedVersion
    if (version.day <= (version.security ? securityDay : day)) return version
  }
  return undefined
}

// sources that the distributions' security teams meet every month or two
const OFTEN =
  /^(openssl|curl|httpd|nodejs|mariadb|podman|java|kernel|gnutls|libxml2|apache2|nginx|postgresql|mariadb|bind9|samba|git|imagemagick|ghostscript|openjdk|expat|krb5|gnutls28|vim|python|nodejs|openssh|tiff|redis|glib|php|unbound|haproxy|tomcat|clamav|libarchive|freetype|exim4|dovecot|qemu|docker\.io|containerd|runc|sqlite3|perl|systemd|glibc|ruby)(-?[\d.]+)?$/
// what made the news of the last two weeks, by source and day; Gentoo's have a category
export const NEWS: Readonly<Record<string, number>> = { openssl: -3, sudo: -5, curl: -8, libxml2: -12 }
const EARLY = /^(tzdata|clamav|distro-info-data|ca-certificates|spamassassin)$/

const upstreamOf = (source: string) => source.replace(/^.*\//, '')

function scheduleUpdates(release: DemoRelease, source: string, seed: number): VersionRelease[] {
  const random = seededRandom(seed, release.name, 'updates', source)
  const often = OFTEN.test(upstreamOf(source))
  const updates: VersionRelease[] = []
  const securityCount = often ? random.int(1, 5) : random.chance(0.05) ? 1 : 0
  for (let i = 0; i < securityCount; i++) {
    updates.push({ day: random.int(FIRST_DAY + 1, 0), security: true, early: false })
  }
  const news = NEWS[upstreamOf(source)]
  if (news !== undefined) updates.push({ day: news, security: true, early: false })
  if (EARLY.test(source)) {
    for (let i = 0; i < 3; i++) updates.push({ day: random.int(-300, -1), security: false, early: true })
  }
  for (const day of POINT_RELEASES) {
    if (source === 'base-files' || random.chance(often ? 0.1 : 0.04))
      updates.push({ day, security: false, early: false })
  }
  return updates.sort((a, b) => a.day - b.day).filter((update, i, all) => update.day !== all[i - 1]?.day)
}

/** Architectures, and how the version after an update is called. */
const MANNERS: Record<PackageType, { any: string; all: string; next: typeof nthUpdate }> = {
  deb: { any: 'amd64', all: 'all', next: nthUpdate },
  rpm: { any: 'x86_64', all: 'noarch', next: nthRpmUpdate },
  arch: { any: 'x86_64', all: 'any', next: nthPatch },
  apk: { any: 'x86_64', all: 'noarch', next: nthBuild },
  gentoo: { any: 'amd64', all: 'amd64', next: nthPatch },
}

function toLine(release: DemoRelease, entry: CatalogueEntry, first: string, schedule: VersionRelease[]): ArchiveLine {
  const type = packageTypeOf(release)
  const { any, all, next } = MANNERS[type]
  const toArchived = (full: string, update: VersionRelease): ArchivedVersion => ({
    ...toVersion(type, entry.name, entry.source, entry.all ? all : any, full, update, isRpm(release) ? '' : full),
    module: entry.modules[release.like ?? release.name] ?? '',
  })
  const versions = [toArchived(first, { day: -Infinity, security: false, early: false })]
  schedule.forEach((update, i) => {
    versions.push(toArchived(next(first, release.suffix, i + 1), update))
  })
  if (release.family === 'ubuntu') phaseIn(versions)
  return { name: entry.name, group: entry.group, versions }
}

/** Ubuntu offers a new bugfix update to a growing part of the machines, some ten percent a day. */
function phaseIn(versions: ArchivedVersion[]): void {
  for (const version of versions) {
    if (!version.security && version.day > -8) version.phased = Math.max(10, Math.min(90, -version.day * 10))
  }
}

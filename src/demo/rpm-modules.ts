import type { ModuleKey, ModuleStream } from '../model/module.ts'
import { fullVersion } from '../model/package.ts'
import { type Archive, versionOn } from './archive.ts'
import type { ArchivedVersion, ArchiveLine } from './archived-version.ts'
import { hashText } from './random.ts'
import { type DemoRelease, FIRST_DAY } from './releases.ts'

const DAY = 86_400_000

/** A module stream with every build that it had, oldest first. */
export interface DemoModule {
  name: string
  stream: string
  lines: ArchiveLine[]
  builds: { day: number; key: ModuleKey }[]
}

/** The modules of a release: a build whenever one of their packages got a new version. */
export function listModules({ release, lines }: Archive, now: number): DemoModule[] {
  const modular = lines.filter((line) => moduleOf(line) !== '')
  return [...Map.groupBy(modular, moduleOf)].map(([id, own]) => {
    const [name = '', stream = ''] = id.split(':')
    const days = own.flatMap((line) => line.versions.map((version) => Math.max(version.day, FIRST_DAY)))
    const builds = [...new Set(days)]
      .sort((a, b) => a - b)
      .map((day) => ({ day, key: toKey(release, name, stream, day, now) }))
    return { name, stream, lines: own, builds }
  })
}

/** As a repository describes them: all builds, with what belongs to each. */
export function describeModules(modules: readonly DemoModule[]): ModuleStream[] {
  return modules.flatMap((module) =>
    module.builds.map(({ day, key }) => ({
      ...key,
      summary: SUMMARIES[module.name] ?? '',
      artifacts: packagesOn(module, day).map((version) => version.key),
      requires: [],
    })),
  )
}

/** What a host reports that has some package of a module: the build that was the newest on that day. */
export function activeModule(module: DemoModule, day: number, installed: readonly ArchivedVersion[], repo: string) {
  const build = module.builds.findLast((one) => one.day <= day) ?? module.builds[0]
  const id = `${module.name}:${module.stream}`
  const packages = installed.filter((version) => version.module === id)
  if (!build || packages.length === 0) return undefined
  const names = packages.map(
    ({ key }) => `${key.name}-${key.epoch || '0'}:${fullVersion({ ...key, epoch: '' })}.${key.arch}`,
  )
  return { ...build.key, repo, packages: names }
}

const SUMMARIES: Record<string, string> = {
  nginx: 'nginx webserver',
  httpd: 'Apache HTTP Server',
  php: 'PHP scripting language',
  postgresql: 'PostgreSQL server and client module',
  mariadb: 'MariaDB Module',
  redis: 'Redis persistent key-value database',
  nodejs: 'Javascript runtime',
  ruby: 'An interpreter of object-oriented scripting language',
  virt: 'Virtualization module',
  'container-tools': 'Most recent (rolling) versions of podman, buildah, skopeo, runc and their dependencies',
}

function moduleOf(line: ArchiveLine): string {
  return line.versions[0]?.module ?? ''
}

function packagesOn(module: DemoModule, day: number): ArchivedVersion[] {
  return module.lines.map((line) => versionOn(line, day)).filter((version) => version !== undefined)
}

/** 9.4 and a build's second become `9040020250611101523`, as the distributions number them. */
function toKey(release: DemoRelease, name: string, stream: string, day: number, now: number): ModuleKey {
  const [major = '', minor = ''] = release.version.split('.')
  const second = new Date(now + day * DAY).toISOString().replace(/\D/g, '').slice(0, 14)
  const context = hashText(`${release.name} ${name} ${stream}`).toString(16).padStart(8, '0')
  return { name, stream, version: `${major}${minor.padStart(2, '0')}00${second}`, context, arch: 'x86_64' }
}

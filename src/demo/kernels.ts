import { type ArchivedVersion, type ArchiveLine, toVersion } from './archived-version.ts'
import { seededRandom } from './random.ts'
import { type DemoRelease, FIRST_DAY, isRpm, packageTypeOf } from './releases.ts'

/** One build of a release's kernel: a new ABI name every time, as since 2023 at both distributions. */
export interface Kernel {
  day: number
  /** What `uname -r` prints: `6.1.0-28-amd64`. */
  uname: string
  /** The packages that it comes in; of rpm kernels several versions are installed beside each other. */
  images: ArchivedVersion[]
  /** Version of the meta package that points to it; '' where there is none. */
  meta: string
}

/** Kernels of a release, oldest first: one every month or so, all of them for security. */
export function listKernels(release: DemoRelease, seed: number): Kernel[] {
  const random = seededRandom(seed, release.name, 'kernels')
  const kernels: Kernel[] = []
  let abi = release.firstAbi
  let patch = 120
  for (let day = Number.NEGATIVE_INFINITY; day <= 0; ) {
    kernels.push(toKernel(release, day, abi, patch))
    abi += release.family === 'debian' ? 1 : random.int(1, 3)
    patch += random.int(3, 9)
    day = Number.isFinite(day) ? day + random.int(22, 44) : FIRST_DAY + 10
  }
  return kernels
}

function toKernel(release: DemoRelease, day: number, abi: number, patch: number): Kernel {
  if (isRpm(release)) return toRpmKernel(release, day, abi)
  if (packageTypeOf(release) !== 'deb') return { day, images: [], ...otherNames(release, abi) }
  const { uname, image, meta } =
    release.family === 'ubuntu' ? ubuntuNames(release, abi) : debianNames(release, abi, patch)
  return { day, uname, images: [toArchived(release, `linux-image-${uname}`, image, day, signedSource(release))], meta }
}

const RPM_PARTS = {
  rocky9: ['kernel', 'kernel-core', 'kernel-modules', 'kernel-modules-core'],
  alma8: ['kernel', 'kernel-core', 'kernel-modules'],
  leap15: ['kernel-default'],
} as Record<string, readonly string[]>

/** `uname -r` of SUSE leaves the last number of the release away. */
function toRpmKernel(release: DemoRelease, day: number, abi: number): Kernel {
  const isSuse = release.family === 'suse'
  const version = `${release.kernelSeries}.${abi}.1${isSuse ? '' : `.${release.suffix}`}`
  const uname = isSuse ? `${release.kernelSeries}.${abi}-default` : `${version}.x86_64`
  const update = { day, security: Number.isFinite(day), early: false }
  const source = isSuse ? 'kernel-default' : 'kernel'
  const images = (RPM_PARTS[release.like ?? release.name] ?? []).map((name) =>
    toVersion('rpm', name, source, 'x86_64', version, update, ''),
  )
  return { day, uname, images, meta: '' }
}

function ubuntuNames({ kernelSeries }: DemoRelease, abi: number) {
  const name = `${kernelSeries}-${abi}`
  return { uname: `${name}-generic`, image: `${name}.${abi}`, meta: `${kernelSeries}.${abi}.${abi}` }
}

function debianNames(release: DemoRelease, abi: number, patch: number) {
  const version = `${release.kernelUpstream}.${patch}`
  // from trixie on the ABI's name is the upstream version itself
  const name = release.name === 'debian13' ? `${version}+deb13` : `${release.kernelSeries}-${abi}`
  return { uname: `${name}-amd64`, image: `${version}-1`, meta: `${version}-1` }
}

/** There is one kernel at a time, and its package has its version. */
function otherNames({ family, kernelSeries }: DemoRelease, abi: number): Pick<Kernel, 'uname' | 'meta'> {
  const version = `${kernelSeries}.${abi}`
  if (family === 'arch') return { uname: `${version}-arch1-1`, meta: `${version}.arch1-1` }
  if (family === 'alpine') return { uname: `${version}-0-lts`, meta: `${version}-r0` }
  return { uname: `${version}-gentoo-dist`, meta: version }
}

/** The meta package's line, and one line for each name of a kernel's package. */
export function kernelLines(release: DemoRelease, kernels: readonly Kernel[]): ArchiveLine[] {
  const all = kernels.flatMap(({ images }) => images)
  const byName = Map.groupBy(all, (version) => version.key.name)
  const images = [...byName].map(([name, versions]) => ({ name, group: 'kernel', versions }))
  if (isRpm(release)) return images
  if (packageTypeOf(release) !== 'deb') return [otherLine(release, kernels)]
  const source = release.family === 'ubuntu' ? 'linux-meta' : signedSource(release)
  const meta = kernels.map(({ day, meta }) => toArchived(release, release.kernelMeta, meta, day, source))
  return [{ name: release.kernelMeta, group: 'kernel-meta', versions: meta }, ...images]
}

function otherLine(release: DemoRelease, kernels: readonly Kernel[]): ArchiveLine {
  const name = release.kernelMeta
  const [type, arch] = [packageTypeOf(release), release.family === 'gentoo' ? 'amd64' : 'x86_64']
  const versions = kernels.map(({ day, meta }) => {
    return toVersion(type, name, name, arch, meta, { day, security: Number.isFinite(day), early: false }, meta)
  })
  return { name, group: 'kernel-meta', versions }
}

function toArchived(release: DemoRelease, name: string, full: string, day: number, source: string): ArchivedVersion {
  const sourceVersion = release.family === 'ubuntu' ? full : full.replace(/-1$/, '+1')
  return toVersion(
    'deb',
    name,
    source,
    'amd64',
    full,
    { day, security: Number.isFinite(day), early: false },
    sourceVersion,
  )
}

function signedSource(release: DemoRelease): string {
  return release.family === 'ubuntu' ? 'linux-signed' : 'linux-signed-amd64'
}

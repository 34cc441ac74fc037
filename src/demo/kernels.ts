import { type ArchivedVersion, type ArchiveLine, toVersion } from './archived-version.ts'
import { seededRandom } from './random.ts'
import { type DemoRelease, FIRST_DAY } from './releases.ts'

/** One build of a release's kernel: a new ABI name every time, as since 2023 at both distributions. */
export interface Kernel {
  day: number
  /** What `uname -r` prints: `6.1.0-28-amd64`. */
  uname: string
  image: ArchivedVersion
  /** Version of the meta package that points to it. */
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
  const { uname, image, meta } =
    release.family === 'ubuntu' ? ubuntuNames(release, abi) : debianNames(release, abi, patch)
  return { day, uname, image: toArchived(release, `linux-image-${uname}`, image, day, signedSource(release)), meta }
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

/** The meta package's line, and one line for each kernel. */
export function kernelLines(release: DemoRelease, kernels: readonly Kernel[]): ArchiveLine[] {
  const images = kernels.map(({ image }) => ({ name: image.key.name, group: 'kernel', versions: [image] }))
  const source = release.family === 'ubuntu' ? 'linux-meta' : signedSource(release)
  const meta = kernels.map(({ day, meta }) => toArchived(release, release.kernelMeta, meta, day, source))
  return [{ name: release.kernelMeta, group: 'kernel-meta', versions: meta }, ...images]
}

function toArchived(release: DemoRelease, name: string, full: string, day: number, source: string): ArchivedVersion {
  const sourceVersion = release.family === 'ubuntu' ? full : full.replace(/-1$/, '+1')
  return toVersion(name, source, 'amd64', full, { day, security: Number.isFinite(day), early: false }, sourceVersion)
}

function signedSource(release: DemoRelease): string {
  return release.family === 'ubuntu' ? 'linux-signed' : 'linux-signed-amd64'
}

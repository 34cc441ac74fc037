import type { Order } from '../../versions/order.ts'
import { compareVersions } from '../../versions/scheme.ts'
import type { FindKernels, KernelPackage, RankedKernel } from './kernel.ts'
import { isSuseKernel, isSusePackage, rankSuseKernels } from './suse.ts'

/** Names of packages that hold a kernel begin so. */
export const RPM_KERNELS = ['kernel', 'vzkernel']

/** SUSE's kernels end in `-<flavour>`, those of the others in an architecture and perhaps `+<flavour>`. */
export const findRpmKernels: FindKernels = (running, packages) => {
  const alike = isSuseKernel(running) ? rankSuseKernels(running, packages) : rankElKernels(running, packages)
  const isAny = packages.some((p) => HOLDS_KERNEL.test(p.name) || isSusePackage(p.name))
  return { isAny, alike }
}

/**
 * `uname -r` is `<version>-<release>.<arch>` of the package (Red Hat's family, Fedora, Amazon, Oracle's UEK), with the
 * flavour behind it where it is no distribution's own: `5.14.0-427.el9.x86_64+rt`, `3.10.0-1160.el7.x86_64.debug`,
 * `2.6.18-398.el5PAE`.
 */
function rankElKernels(name: string, packages: readonly KernelPackage[]): RankedKernel[] | undefined {
  const installed = packages.flatMap(toElKernel)
  const running = toRunning(name, installed)
  const alike = running && installed.filter((kernel) => kernel.flavour === running.flavour)
  return alike
    ?.sort((a, b) => compareEvr(a.evr, b.evr))
    .map((kernel) => ({ name: kernel.names[0] as string, order: compareEvr(kernel.evr, running?.evr ?? '') }))
}

interface ElKernel {
  flavour: string
  /** `version-release`: what `uname -r` knows of it. */
  evr: string
  /** What `uname -r` may print while it runs. */
  names: string[]
}

const FLAVOURS = 'uek|uek64k|rt|ml|lt|longterm|plus|PAE|xen|64k|16k|lpae|zfcpdump|debug'
/** `kernel`, `kernel-core`, `kernel-rt-debug-core`, `kernel-uek`, `kernel6.12`; not `kernel-tools`, `kernel-modules-core`. */
const HOLDS_KERNEL = new RegExp(`^(?:vz)?kernel(\\d+\\.\\d+)?((?:-(?:${FLAVOURS}))*?)(?:-core)?$`)

function toElKernel({ name, version, release, arch }: KernelPackage): ElKernel[] {
  const [, series = '', more] = HOLDS_KERNEL.exec(name) ?? []
  if (more === undefined) return []
  const words = more.replace('uek64k', 'uek-64k').split('-').slice(1)
  const evr = `${version}-${release}`
  // what the release says already, or only the name of the package, is no part of the name of the kernel
  const told = words.filter((word) => !SILENT.has(word) && !(word === 'rt' && RT_RELEASE.test(release)))
  const names =
    told.length === 0
      ? [`${evr}.${arch}`, evr]
      : ['+', '.', ''].flatMap((mark) => [`${evr}.${arch}${mark}${told.join('-')}`, `${evr}${mark}${told.join('-')}`])
  return [{ flavour: [series, ...words].filter(Boolean).join('-'), evr, names }]
}

const SILENT: ReadonlySet<string> = new Set(['uek', 'ml', 'lt', 'longterm', 'plus'])
/** Real-time kernels that were a package of their own: `4.18.0-553.rt7.342.el8_10`. */
const RT_RELEASE = /\.rt\d/

/** The running kernel: an installed one, or of a package that is gone. */
function toRunning(name: string, installed: readonly ElKernel[]): { flavour: string; evr: string } | undefined {
  const known = installed.find((kernel) => kernel.names.includes(name))
  if (known) return known
  const [, evr, suffix = ''] = NAME.exec(name) ?? []
  if (evr === undefined) return undefined
  const silent = findSilentFlavour(evr, installed)
  return { flavour: [silent, suffix].filter(Boolean).join('-'), evr }
}

const ARCHES = 'x86_64|aarch64|i[3-6]86|ppc64(?:le)?|ppc|s390x?|armv\\w+|riscv64|ia64|loongarch64'
const NAME = new RegExp(`^(\\d[^-+]*-[^-+]+?)(?:\\.(?:${ARCHES}))?(?:[+.]?(${FLAVOURS}|(?:rt|64k)-debug|rt-64k))?$`)

/** A flavour that no suffix tells. */
function findSilentFlavour(evr: string, installed: readonly ElKernel[]): string {
  if (/uek/.test(evr)) return 'uek'
  if (RT_RELEASE.test(evr)) return 'rt'
  const hints = installed.map((kernel) => kernel.flavour.split('-')[0] as string)
  // Amazon's kernel6.12 beside kernel, ELRepo's kernel-ml and kernel-lt beside that of the distribution
  const series = hints.find((flavour) => /^\d/.test(flavour) && evr.startsWith(`${flavour}.`))
  const elrepo = /\.elrepo/.test(evr) ? hints.find((flavour) => flavour === 'ml' || flavour === 'lt') : undefined
  return series ?? elrepo ?? (/\.plus/.test(evr) ? 'plus' : '')
}

const compareEvr = (a: string, b: string): Order => compareVersions('rpm', a, b)

import type { Order } from '../../versions/order.ts'
import { compareVersions } from '../../versions/scheme.ts'
import type { FindKernels } from './kernel.ts'

/** Names of packages that hold a kernel of Debian's family: its release follows. */
export const DEB_KERNELS = ['linux-image-unsigned-', 'linux-image-', 'proxmox-kernel-', 'pve-kernel-']

/** The name of a package names its kernel, as `uname -r` prints it. */
export const findDebKernels: FindKernels = (name, packages) => {
  const installed = packages.flatMap((p) => findPackagedKernel(p.name) ?? [])
  const running = parseKernelRelease(name)
  const alike = installed.flatMap((release) => {
    const kernel = parseKernelRelease(release)
    return kernel && kernel.flavour === running?.flavour ? [{ name: release, kernel }] : []
  })
  const sorted = alike.sort((a, b) => compareKernels(a.kernel, b.kernel))
  const ranked = running && sorted.map((k) => ({ name: k.name, order: compareKernels(k.kernel, running) }))
  return { isAny: installed.length > 0, alike: ranked }
}

/** A kernel's release, as `uname -r` prints it, in two: `6.1.0-28` and `cloud-amd64`. */
export interface KernelRelease {
  abi: string
  flavour: string
}

/**
 * Splits a kernel's release; undefined when it has no version. The flavour is what follows the version and the number of
 * the ABI: `6.1.0-28-amd64`, `6.12.9+bpo-cloud-amd64`, `5.15.0-91-generic`, `6.1.0-rpi7-rpi-v8`, `6.1.0-28-686-pae`.
 */
export function parseKernelRelease(release: string): KernelRelease | undefined {
  const [version = '', second, ...rest] = release.split('-')
  if (!/^\d+\./.test(version)) return undefined
  if (second === undefined) return { abi: version, flavour: '' }
  // 686 is no ABI number, but the flavour of a 32-bit kernel
  const isAbi = /^(\d[\d.]*([~+.][\w.~+]*)?|rpi\d+|rc\d+)$/.test(second) && !/^[3-6]86$/.test(second)
  if (isAbi) return { abi: `${version}-${second}`, flavour: rest.join('-') }
  return { abi: version, flavour: [second, ...rest].join('-') }
}

/** The kernel that a package holds; undefined for metapackages, debug symbols and other packages. */
export function findPackagedKernel(packageName: string): string | undefined {
  const prefix = DEB_KERNELS.find((candidate) => packageName.startsWith(candidate))
  if (prefix === undefined) return undefined
  const release = packageName.slice(prefix.length).replace(/-signed$/, '')
  // metapackages name a series at most: linux-image-6.1-amd64, proxmox-kernel-6.8
  return /^\d+\.\d+\.\d/.test(release) && !/-dbg(sym)?$/.test(release) ? release : undefined
}

/** Order of two kernels of one flavour. */
function compareKernels(a: KernelRelease, b: KernelRelease): Order {
  return compareVersions('deb', a.abi, b.abi)
}

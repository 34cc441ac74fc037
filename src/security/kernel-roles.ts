import { findDebKernels, parseKernelRelease } from '../inventory/kernels/deb.ts'
import type { FindKernels, KernelPackage } from '../inventory/kernels/kernel.ts'
import { findRpmKernels } from '../inventory/kernels/rpm.ts'
import type { KernelRole } from '../model/cve.ts'
import type { PackageType } from '../model/package.ts'

/** How a family tells its kernels apart. */
interface Family {
  findKernels: FindKernels
  /** The package is one of several that are installed side by side, one for each kernel. */
  isOfOne: RegExp
  /** It belongs to the kernel of that name. */
  isOf(package_: KernelPackage, kernel: string): boolean
}

const FAMILIES: Partial<Record<PackageType, Family>> = {
  deb: {
    findKernels: findDebKernels,
    // linux-image-6.1.0-28-amd64, linux-modules-extra-…, linux-headers-6.1.0-28-common, linux-headers-5.15.0-91
    isOfOne: /^(?:linux-[a-z-]*?|proxmox-kernel|proxmox-headers|pve-kernel|pve-headers)-\d+\.\d+\.\d/,
    isOf: ({ name }, kernel) => {
      const abi = parseKernelRelease(kernel)?.abi ?? kernel
      const own = name.replace(/-signed$/, '')
      return [kernel, abi, `${abi}-common`].some((end) => own.endsWith(`-${end}`))
    },
  },
  rpm: {
    findKernels: findRpmKernels,
    // not kernel-tools, kernel-headers: of these there is one
    isOfOne: /^(?:vz)?kernel(?!-(?:tools|headers|doc|firmware|macros|source|srpm|abi|cross))(?:-[\w.-]+)?\d*$/,
    // SUSE's running kernels have no rebuild number: 5.14.21-150500.55.7 of 5.14.21-150500.55.7.1
    isOf: ({ version, release }, kernel) =>
      [release, release.replace(/\.[^.]*$/, '')].some((one) => {
        const rest = kernel.startsWith(`${version}-${one}`) ? kernel.slice(version.length + 1 + one.length) : undefined
        return rest !== undefined && /^(?:[.+-][A-Za-z]|$)/.test(rest)
      }),
  },
}

/**
 * What the kernels of a host are, where it is known which one runs: only that one counts, whatever is installed beside
 * it. Nothing is told where one kernel is installed, where none of them is known to run (a container's is another
 * system's), and of the running one where it is started next as well.
 */
export function findKernelRoles<Package extends KernelPackage>(
  type: PackageType,
  running: string,
  packages: readonly Package[],
): Map<Package, KernelRole> {
  const roles = new Map<Package, KernelRole>()
  const family = FAMILIES[type]
  const alike = family && running !== '' ? (family.findKernels(running, packages).alike ?? []) : []
  const runs = alike.find(({ order }) => order === 0)
  const last = alike.at(-1)
  if (!family || !runs || !last) return roles
  for (const package_ of packages) {
    if (!family.isOfOne.test(package_.name)) continue
    const role = family.isOf(package_, runs.name) ? 'running' : family.isOf(package_, last.name) ? 'next' : 'idle'
    if (role !== 'running' || last.order > 0) roles.set(package_, role)
  }
  return roles
}

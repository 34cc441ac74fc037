import type { PackageType } from '../model/package.ts'
import type { RebootState } from '../model/report.ts'
import { findApkKernels } from './kernels/apk.ts'
import { findArchKernels } from './kernels/arch.ts'
import { DEB_KERNELS, findDebKernels } from './kernels/deb.ts'
import { findGentooKernels, GENTOO_KERNELS } from './kernels/gentoo.ts'
import type { FindKernels, KernelPackage } from './kernels/kernel.ts'
import { findRpmKernels, RPM_KERNELS } from './kernels/rpm.ts'

export interface RebootFacts {
  /** What the host said. */
  reported: RebootState
  /** Of the running kernel, as `uname -r`. */
  kernel: string
  /** undefined: the host has no packages that are known. */
  packageType: PackageType | undefined
  /** Installed packages that may hold kernels. */
  packages: readonly KernelPackage[]
}

export interface RebootDecision {
  state: RebootState
  /** One sentence. */
  reason: string
}

/** The families whose kernels are known. */
const FIND_KERNELS: Partial<Record<PackageType, FindKernels>> = {
  deb: findDebKernels,
  rpm: findRpmKernels,
  arch: findArchKernels,
  gentoo: findGentooKernels,
  apk: findApkKernels,
}

/** Names of packages that may hold kernels begin so, by the host's package type. */
export const KERNEL_NAMES: Readonly<Record<PackageType, readonly string[]>> = {
  deb: DEB_KERNELS,
  rpm: RPM_KERNELS,
  arch: ['linux'],
  gentoo: GENTOO_KERNELS,
  apk: ['linux-'],
}

/**
 * Whether a host should be rebooted. A host that says so is believed. That it does not say so means little (the
 * existing client cannot tell `no` from `not known`): then the running kernel is compared with the highest
 * installed one of its flavour, never across flavours.
 */
export function decideReboot(facts: RebootFacts): RebootDecision {
  if (facts.reported === 'yes') return { state: 'yes', reason: 'reported by the host' }
  const findKernels = facts.packageType && FIND_KERNELS[facts.packageType]
  if (findKernels) return compareWithInstalled(facts, findKernels)
  if (facts.reported === 'no') return { state: 'no', reason: 'reported by the host' }
  return unknown('the host does not say')
}

function compareWithInstalled({ kernel, packages }: RebootFacts, findKernels: FindKernels): RebootDecision {
  if (kernel === '') return unknown('the running kernel was not reported')
  const { isAny, alike } = findKernels(kernel, packages)
  if (!isAny) return unknown('no kernel package is installed: the kernel may be that of another system')
  if (!alike) return unknown(`the running kernel's name says nothing (${kernel})`)
  const highest = alike.at(-1)
  if (!highest) return unknown(`no installed kernel is of the running one's flavour (${kernel})`)
  if (highest.order > 0 && highest.isSource) {
    return unknown(`${kernel} runs; the sources of ${highest.name} are installed, perhaps no kernel of them`)
  }
  if (highest.order > 0) return { state: 'yes', reason: `${kernel} runs, ${highest.name} is installed` }
  if (highest.order < 0) return unknown(`the running kernel ${kernel} is of no package`)
  return { state: 'no', reason: `${kernel} is the highest installed kernel` }
}

const unknown = (reason: string): RebootDecision => ({ state: 'unknown', reason })

import type { PackageType } from '../model/package.ts'
import type { RebootState } from '../model/report.ts'
import { compareKernels, findPackagedKernel, type KernelRelease, parseKernelRelease } from './kernel.ts'

export interface RebootFacts {
  /** What the host said. */
  reported: RebootState
  /** Of the running kernel, as `uname -r`. */
  kernel: string
  /** undefined: the host has no packages that are known. */
  packageType: PackageType | undefined
  /** Names of installed packages that may hold kernels. */
  packageNames: readonly string[]
}

export interface RebootDecision {
  state: RebootState
  /** One sentence. */
  reason: string
}

/**
 * Whether a host should be rebooted. A host that says so is believed. That it does not say so means little (the
 * existing client cannot tell `no` from `not known`): then the running kernel is compared with the highest
 * installed one of its flavour, never across flavours.
 */
export function decideReboot(facts: RebootFacts): RebootDecision {
  if (facts.reported === 'yes') return { state: 'yes', reason: 'reported by the host' }
  if (facts.packageType === 'deb') return compareWithInstalled(facts)
  if (facts.reported === 'no') return { state: 'no', reason: 'reported by the host' }
  return unknown('the host does not say')
}

function compareWithInstalled({ kernel, packageNames }: RebootFacts): RebootDecision {
  const running = parseKernelRelease(kernel)
  if (!running) return unknown('the running kernel was not reported')
  const installed = packageNames.flatMap((name) => findPackagedKernel(name) ?? [])
  if (installed.length === 0) return unknown('no kernel package is installed: the kernel may be that of another system')
  const alike = installed.flatMap((name) => {
    const release = parseKernelRelease(name)
    return release?.flavour === running.flavour ? [{ name, release }] : []
  })
  const [first, ...others] = alike
  if (!first) return unknown(`no installed kernel is of the running one's flavour (${kernel})`)
  const highest = others.reduce((best, other) => (isHigher(other.release, best.release) ? other : best), first)
  if (isHigher(highest.release, running))
    return { state: 'yes', reason: `${kernel} runs, ${highest.name} is installed` }
  if (!alike.some(({ name }) => name === kernel)) return unknown(`the running kernel ${kernel} is of no package`)
  return { state: 'no', reason: `${kernel} is the highest installed kernel` }
}

const isHigher = (a: KernelRelease, b: KernelRelease) => compareKernels(a, b) > 0
const unknown = (reason: string): RebootDecision => ({ state: 'unknown', reason })

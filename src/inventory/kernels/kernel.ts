import type { PackageKey } from '../../model/package.ts'
import type { Order } from '../../versions/order.ts'

/** An installed package that may hold a kernel. */
export type KernelPackage = Pick<PackageKey, 'name' | 'epoch' | 'version' | 'release' | 'arch'>

/** An installed kernel of the flavour of the running one. */
export interface RankedKernel {
  /** As a person knows it: what `uname -r` says while it runs. */
  name: string
  /** Against the running one; 0: it is that. */
  order: Order
  /** Only its sources are installed: a kernel may have been built from them or not. */
  isSource?: boolean
}

export interface Kernels {
  /** Some kernel is installed, of whatever flavour. */
  isAny: boolean
  /** Those of the running one's flavour, the lowest first; undefined where the running one's name says nothing. */
  alike: RankedKernel[] | undefined
}

/** How the packages of a family hold kernels. `running` is `uname -r`. */
export type FindKernels = (running: string, packages: readonly KernelPackage[]) => Kernels

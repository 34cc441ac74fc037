import type { Order } from '../../versions/order.ts'
import { compareVersions } from '../../versions/scheme.ts'
import type { KernelPackage, RankedKernel } from './kernel.ts'

/** `6.4.0-150600.23.25-default`: version, release, flavour. Others have one dash, before a `+` at least. */
const NAME = /^(\d[^-+]*)-([^-+]*\d[^-+]*)-([A-Za-z\d][\w]*)$/

export function isSuseKernel(running: string): boolean {
  return NAME.test(running)
}

/**
 * `kernel-<flavour>` of `<version>-<release>` runs as `<version>-<release without its last number>-<flavour>`: that
 * number counts rebuilds. So rebuilds of one kernel cannot be told apart by the running one's name.
 */
export function rankSuseKernels(name: string, packages: readonly KernelPackage[]): RankedKernel[] {
  const [, version, release, flavour = ''] = NAME.exec(name) ?? []
  const evr = `${version}-${release}`
  return packages
    .flatMap(toSuseKernel)
    .filter((kernel) => kernel.flavour === flavour)
    .sort((a, b) => compareEvr(a.evr, b.evr))
    .map((kernel) => ({ name: `${kernel.evr}-${flavour}`, order: compareEvr(kernel.evr, evr) }))
}

export function isSusePackage(name: string): boolean {
  return HOLDS_KERNEL.test(name)
}

interface SuseKernel {
  flavour: string
  /** `version-release` as the running kernel tells it. */
  evr: string
}

const FLAVOURS =
  'default|preempt|azure|rt|rt_debug|debug|vanilla|kvmsmall|64kb|pae|xen|ec2|trace|desktop|bigsmp|lpae|zfcpdump|ppc64|s390|longterm'
const HOLDS_KERNEL = new RegExp(`^kernel-(${FLAVOURS})(-base)?$`)

function toSuseKernel({ name, version, release }: KernelPackage): SuseKernel[] {
  const [, flavour, base] = HOLDS_KERNEL.exec(name) ?? []
  if (flavour === undefined) return []
  return [{ flavour, evr: `${version}-${base ? withoutOwn(release) : withoutLast(release)}` }]
}

const withoutLast = (release: string) => release.replace(/\.[^.]*$/, '')

/** A base package of newer systems has its own release behind the kernel's: `150400.24.100.2.150400.24.46.6`. */
function withoutOwn(release: string): string {
  const start = /^[^.]{5,}\./.exec(release)?.[0] ?? ''
  const second = start === '' ? -1 : release.indexOf(`.${start}`)
  return withoutLast(second > 0 ? release.slice(0, second) : release)
}

const compareEvr = (a: string, b: string): Order => compareVersions('rpm', a, b)

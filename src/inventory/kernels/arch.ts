import type { Order } from '../../versions/order.ts'
import { compareVersions } from '../../versions/scheme.ts'
import type { FindKernels, KernelPackage, RankedKernel } from './kernel.ts'

/**
 * Arch's `linux` runs as its version (`6.9.7.arch1-1` as `6.9.7-arch1-1`), `linux-lts` as `6.6.36-1-lts`: the last part is
 * the flavour. Manjaro names a package by its series, `linux66`, and the kernel `6.6.36-1-MANJARO`.
 */
export const findArchKernels: FindKernels = (name, packages) => {
  const running = parseRunning(name)
  const holder = running && toPackageName(running)
  return {
    isAny: packages.some((p) => p.name === holder || HOLDS_KERNEL.test(p.name)),
    alike: running && rank(running, packages, holder),
  }
}

interface Running {
  /** As of a package. */
  version: string
  /** '' for that of `linux`. */
  flavour: string
}

const HOLDS_KERNEL = /^linux(\d{2,3})?(-(lts|zen|hardened|rt|rt-lts|cachyos|libre|xanmod|lqx|aarch64|armv7|rpi))?$/
const NAME = /^(\d+\.\d+[\w.]*(?:-[a-z]+\d+)*-\d+(?:\.\d+)?)(?:-([A-Za-z][\w-]*))?$/

function parseRunning(name: string): Running | undefined {
  const [, release, flavour = ''] = NAME.exec(name) ?? []
  if (release === undefined) return undefined
  const dash = release.lastIndexOf('-')
  // a version has no dash
  return { version: `${release.slice(0, dash).replaceAll('-', '.')}${release.slice(dash)}`, flavour }
}

function toPackageName({ version, flavour }: Running): string {
  if (flavour === '') return 'linux'
  const [major = '', minor = ''] = version.split('.')
  return flavour === 'MANJARO' ? `linux${major}${minor}` : `linux-${flavour.replace(/-?ARCH$/, '')}`
}

function rank(running: Running, packages: readonly KernelPackage[], holder: string | undefined): RankedKernel[] {
  return packages
    .filter((p) => p.name === holder)
    .map((p) => ({ name: toName(p, running), order: compare(`${p.version}-${p.release}`, running.version) }))
    .sort((a, b) => a.order - b.order)
}

/** `6.9.7.arch1` is `6.9.7-arch1` to the kernel, only real-time ones keep the dot. */
function toName({ version, release }: KernelPackage, { flavour }: Running): string {
  const told = flavour.startsWith('rt') ? version : version.replace(/\.([a-z]+\d+)$/, '-$1')
  return [told, release, flavour].filter((part) => part !== '').join('-')
}

const compare = (a: string, b: string): Order => compareVersions('alpm', a, b)

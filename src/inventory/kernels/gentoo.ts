import { compareVersions } from '../../versions/scheme.ts'
import type { FindKernels, KernelPackage, RankedKernel } from './kernel.ts'

/**
 * Gentoo's kernels: `gentoo-kernel` and `gentoo-kernel-bin` 6.6.35-r1 run as `6.6.35-gentoo-r1-dist`, 6.18.29_p2 as
 * `6.18.29-p2-gentoo-dist`, `vanilla-kernel` as `6.6.35-dist`. Of `gentoo-sources` (`6.6.35-gentoo-r1`, with whatever their
 * builder adds) only the sources are installed: that newer ones are there does not say that a kernel was built from them.
 */
export const findGentooKernels: FindKernels = (name, packages) => {
  const running = parseRunning(name)
  return {
    isAny: packages.some((p) => FLAVOUR_OF.has(p.name)),
    alike: running && rank(running, packages),
  }
}

/** What is behind the version in `uname -r` of the kernels that a package holds. */
const FLAVOUR_OF: ReadonlyMap<string, string> = new Map([
  ['gentoo-kernel', 'gentoo-dist'],
  ['gentoo-kernel-bin', 'gentoo-dist'],
  ['vanilla-kernel', 'dist'],
  ['gentoo-sources', 'gentoo'],
  ['vanilla-sources', ''],
])

/** Names of packages that hold a kernel or its sources. */
export const GENTOO_KERNELS = [...FLAVOUR_OF.keys()]

interface Running {
  /** As of a package: with `_rc1`, `_p2` and the revision. */
  version: string
  flavour: string
}

const NAME = /^(\d+\.\d+(?:\.\d+)*)(?:-(rc\d+|p\d+))?(-gentoo)?(?:-(r\d+))?((?:-gentoo)?-dist)?(?:[-+._]\S*)?$/

function parseRunning(name: string): Running | undefined {
  const [, version, part, gentoo = '', revision, dist = ''] = NAME.exec(name) ?? []
  if (version === undefined) return undefined
  const full = [version, part && `_${part}`, revision && `-${revision}`].filter(Boolean).join('')
  return { version: full, flavour: [gentoo && 'gentoo', dist && 'dist'].filter(Boolean).join('-') }
}

function rank({ version, flavour }: Running, packages: readonly KernelPackage[]): RankedKernel[] {
  return packages
    .filter((p) => FLAVOUR_OF.get(p.name) === flavour)
    .sort((a, b) => compareVersions('gentoo', toVersion(a), toVersion(b)))
    .map((p) => ({
      name: toName(p, flavour),
      order: compareVersions('gentoo', toVersion(p), version),
      ...(p.name.endsWith('-sources') && { isSource: true }),
    }))
}

const toVersion = ({ version, release }: KernelPackage) =>
  release === '' || release === 'r0' ? version : `${version}-${release}`

function toName({ version, release }: KernelPackage, flavour: string): string {
  const [gentoo, dist] = [flavour.startsWith('gentoo') && 'gentoo', flavour.endsWith('dist') && 'dist']
  const revision = release === 'r0' ? '' : release
  return [version.replace('_', '-'), gentoo, revision, dist].filter(Boolean).join('-')
}

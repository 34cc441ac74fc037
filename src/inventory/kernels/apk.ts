import { compareVersions } from '../../versions/scheme.ts'
import type { FindKernels, RankedKernel } from './kernel.ts'

/** Alpine's `linux-lts` 6.6.51-r0 runs as `6.6.51-0-lts`. */
export const findApkKernels: FindKernels = (name, packages) => {
  const [, version, release, flavour] = NAME.exec(name) ?? []
  const alike = packages
    .filter((p) => p.name === `linux-${flavour}`)
    .map((p): RankedKernel => {
      const order = compareVersions('apk', `${p.version}-${p.release}`, `${version}-r${release}`)
      return { name: `${p.version}-${p.release.replace(/^r/, '')}-${flavour}`, order }
    })
    .sort((a, b) => a.order - b.order)
  const isAny = alike.length > 0 || packages.some((p) => HOLDS_KERNEL.test(p.name))
  return { isAny, alike: flavour === undefined ? undefined : alike }
}

const NAME = /^(\d+(?:\.\d+)+(?:_rc\d+)?)-(\d+)-([a-z][\w-]*)$/
const HOLDS_KERNEL =
  /^linux-(lts|virt|edge|stable|hardened|vanilla|grsec|virtgrsec|virthardened|rpi|rpi[24]|asahi|elm)$/

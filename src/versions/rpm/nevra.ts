import { type Evr, splitEvr } from './split.ts'

/** Name, epoch, version, release and architecture of an rpm package; epoch '' where none is told. */
export interface Nevra extends Evr {
  name: string
  arch: string
}

/**
 * `name-[epoch:]version-release.arch`, and `epoch:name-version-release.arch` as yum writes it. Split from the right:
 * names hold hyphens and dots, the other parts no hyphens. undefined where a part is missing.
 *
 * @example splitNevra('perl-4:5.36-1.el9.x86_64') // name perl, epoch 4, version 5.36, release 1.el9, arch x86_64
 */
export function splitNevra(text: string): Nevra | undefined {
  const dot = text.lastIndexOf('.')
  const hyphen = text.lastIndexOf('-', dot)
  const before = text.lastIndexOf('-', hyphen - 1)
  if (before < 1 || hyphen < before || dot < hyphen) return undefined
  const name = text.slice(0, before)
  const evr = splitEvr(text.slice(before + 1, dot))
  const arch = text.slice(dot + 1)
  if (evr.version === '' || evr.release === '' || arch === '') return undefined
  const front = evr.epoch === '' ? /^(\d+):(.*)$/s.exec(name) : null
  if (front?.[2] === '') return undefined
  if (front) return { ...evr, epoch: front[1] as string, name: front[2] as string, arch }
  return { name, ...evr, arch }
}

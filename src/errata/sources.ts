import { almaSource } from './alma/source.ts'
import { alpineSource } from './alpine/source.ts'
import { archSource } from './arch/source.ts'
import { centosSource } from './centos/source.ts'
import { debianSource } from './debian/source.ts'
import { gentooSource } from './gentoo/source.ts'
import { rockySource } from './rocky/source.ts'
import type { ErrataSource } from './source.ts'
import { ubuntuSource } from './ubuntu/source.ts'

/** All that errata are read from, beside the repositories themselves. */
export const ERRATA_SOURCES: readonly ErrataSource[] = [
  debianSource,
  ubuntuSource,
  almaSource,
  rockySource,
  centosSource,
  archSource,
  alpineSource,
  gentooSource,
]

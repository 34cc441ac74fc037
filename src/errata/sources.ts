import { alpineSource } from './alpine/source.ts'
import { archSource } from './arch/source.ts'
import { debianSource } from './debian/source.ts'
import { gentooSource } from './gentoo/source.ts'
import type { ErrataSource } from './source.ts'

/** All that errata are read from, beside the repositories themselves. */
export const ERRATA_SOURCES: readonly ErrataSource[] = [debianSource, archSource, alpineSource, gentooSource]

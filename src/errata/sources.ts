import { debianSource } from './debian/source.ts'
import type { ErrataSource } from './source.ts'

/** All that errata are read from, beside the repositories themselves. */
export const ERRATA_SOURCES: readonly ErrataSource[] = [debianSource]

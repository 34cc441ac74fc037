import type { FeedSource } from '../feeds/feed.ts'
import { almaSource } from './alma/source.ts'
import { alpineSource } from './alpine/source.ts'
import { archSource } from './arch/source.ts'
import { centosSource } from './centos/source.ts'
import { cweSource } from './cwe/source.ts'
import { debianSource } from './debian/source.ts'
import { trackerSource } from './debian-tracker/source.ts'
import { distroInfoSource } from './distro-info/source.ts'
import { epssSource } from './epss/source.ts'
import { gentooSource } from './gentoo/source.ts'
import { kevSource } from './kev/source.ts'
import { mitreSource } from './mitre/source.ts'
import { nvdSource } from './nvd/source.ts'
import { redHatSource } from './redhat/source.ts'
import { rockySource } from './rocky/source.ts'
import type { ErrataSource } from './source.ts'
import { suseSource } from './suse/source.ts'
import { ubuntuSource } from './ubuntu/source.ts'
import { vexSource } from './vex/source.ts'

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
  redHatSource,
  suseSource,
]

/** Lists of releases of distributions. */
export const RELEASE_SOURCES: readonly FeedSource[] = [distroInfoSource]

/** All that facts about CVEs are read from, in the order in which they are read. */
export const CVE_SOURCES: readonly FeedSource[] = [
  kevSource,
  cweSource,
  trackerSource,
  vexSource,
  mitreSource,
  epssSource,
  nvdSource,
]

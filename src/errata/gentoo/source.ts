import { type ErrataSource, usedReleases } from '../source.ts'
import { parseGlsaArchive } from './archive.ts'

/** Gentoo's advisories come with its tree. It is large, so it is only read where some host runs Gentoo. */
export const gentooSource: ErrataSource = {
  name: 'gentoo',
  title: 'Gentoo security advisories',
  yields: 'errata',
  listFeeds: (base, { releases }) => {
    if (usedReleases('gentoo', releases).length === 0) return []
    return [{ name: 'gentoo', url: `${base}/snapshots/gentoo-latest.tar.xz`, release: '' }]
  },
  parse: (pieces, { name }) => parseGlsaArchive(pieces, name),
}

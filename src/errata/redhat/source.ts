import { hasMoreDocuments, readCsafDirectory } from '../csaf/directory.ts'
import { parseCsafErrata } from '../csaf/parse.ts'
import { toRedHatDirectory, toRedHatRelease, toRedHatWords } from '../csaf/red-hat.ts'
import { type ErrataSource, usedReleases } from '../source.ts'

/** Red Hat's advisories (CSAF). All of them are large, so they are only read where some host runs its system. */
export const redHatSource: ErrataSource = {
  name: 'redhat',
  title: 'Red Hat security advisories',
  yields: 'errata',
  listFeeds: (base, { releases }) => {
    const used = usedReleases('redhat', releases)
    if (used.length === 0) return []
    const read = readCsafDirectory(toRedHatDirectory(base))
    return [{ name: 'redhat', url: `${base}/changes.csv`, release: '', releases: used, read, maxUnpackedBytes: 6e10 }]
  },
  hasMore: hasMoreDocuments,
  parse: (pieces, { name, releases = [] }) =>
    parseCsafErrata(pieces, name, { toRelease: toRedHatRelease, toType, ofReleases: toRedHatWords(releases) }),
}

function toType(name: string): string {
  return name.startsWith('RHBA') ? 'bugfix' : name.startsWith('RHEA') ? 'enhancement' : 'security'
}

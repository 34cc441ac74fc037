import { toSuseRelease } from '../../model/suse-release.ts'
import { type CsafDirectory, hasMoreDocuments, readCsafDirectory } from '../csaf/directory.ts'
import { parseCsafErrata } from '../csaf/parse.ts'
import { type ErrataSource, usedReleases } from '../source.ts'

/** SUSE's advisories (CSAF), of openSUSE too. All of them are large, so they are only read where some host runs these. */
export const suseSource: ErrataSource = {
  name: 'suse',
  title: 'SUSE security advisories',
  yields: 'errata',
  listFeeds: (base, { releases }) => {
    const used = usedReleases('suse', releases)
    if (used.length === 0) return []
    const read = readCsafDirectory(toSuseDirectory(base))
    return [{ name: 'suse', url: `${base}/changes.csv`, release: '', releases: used, read, maxUnpackedBytes: 6e10 }]
  },
  hasMore: hasMoreDocuments,
  parse: (pieces, { name, releases = [] }) => {
    const toRelease = (platform: { name: string }) => toSuseRelease(platform.name)
    return parseCsafErrata(pieces, name, { toRelease, toType, ofReleases: releases.flatMap(toWords) })
  },
}

/** What is in each document that is for the release: `sle-15.5` is written 15 SP5 or 15-SP5. */
function toWords(release: string): string[] {
  const [, line = '', major = '', minor] = /^([a-z]+)(?:-(\d+)(?:\.(\d+))?)?$/.exec(release) ?? []
  if (line !== 'sle') return [major === '' ? 'Tumbleweed' : `${major}.${minor}`]
  return minor === undefined ? [` ${major}`] : [`${major} SP${minor}`, `${major}-SP${minor}`, `${major}.${minor}`]
}

/** The archive lies beside the folder. Nothing says of when it is but when it was put there. */
function toSuseDirectory(base: string): CsafDirectory {
  return { base, findArchive: async () => ({ url: `${base}.tar.bz2`, at: undefined }), toId }
}

/** `suse-su-2024_0123-1.json` is SUSE-SU-2024:0123-1. */
function toId(file: string): string {
  const name = file
    .replace(/^.*\//, '')
    .replace(/\.json$/, '')
    .replace('_', ':')
    .toUpperCase()
  return name.replace(/^OPENSUSE-/, 'openSUSE-')
}

function toType(name: string): string {
  const kind = /^(?:open)?SUSE-([A-Z]{2})-/.exec(name)?.[1] ?? ''
  return KINDS[kind] ?? 'security'
}

/** As its updateinfo has them. */
const KINDS: Readonly<Record<string, string | undefined>> = { RU: 'recommended', FU: 'feature', OU: 'optional' }

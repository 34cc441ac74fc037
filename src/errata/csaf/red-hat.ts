import type { ReadContext } from '../../feeds/feed.ts'
import { fetchText } from '../../feeds/fetch-text.ts'
import { FetchFailure } from '../../lib/fetch/failure.ts'
import { toTimeOf } from '../times.ts'
import type { CsafDirectory } from './directory.ts'
import type { CsafWords } from './erratum.ts'

/** A folder of Red Hat's: the name of its newest archive, with the day that it is of, is in a file beside it. */
export function toRedHatDirectory(base: string): CsafDirectory {
  return { base, findArchive: (context) => findArchive(context, base), toId }
}

async function findArchive(context: ReadContext, base: string): Promise<{ url: string; at: number }> {
  const name = (await fetchText(context, `${base}/archive_latest.txt`, 10_000)).trim()
  const at = toTimeOf(/(\d{4}-\d\d-\d\d)[^/]*$/.exec(name)?.[1])
  if (at === 0 || !/^[\w.-]+$/.test(name)) throw new FetchFailure('bad-response', 'archive_latest.txt names no archive')
  return { url: `${base}/${name}`, at }
}

/** `2024/rhsa-2024_1234.json` is RHSA-2024:1234, `2024/cve-2024-1234.json` CVE-2024-1234. */
function toId(file: string): string {
  return file
    .replace(/^.*\//, '')
    .replace(/\.json$/, '')
    .replace('_', ':')
    .toUpperCase()
}

/**
 * By the product's CPE: the main line of a release, and what follows it when that has ended. Releases that are kept at
 * one minor version (EUS, AUS, …) have other builds, which hosts of the main line are never offered.
 */
export const toRedHatRelease: CsafWords['toRelease'] = ({ cpe }) =>
  /^cpe:\/[ao]:redhat:(?:enterprise_linux|rhel_els):(\d+)(?:\.\d+)?(?::|$)/.exec(cpe)?.[1]

/** What is in each document that is for one of these releases. */
export function toRedHatWords(releases: readonly string[]): string[] {
  return releases.flatMap((release) => [`redhat:enterprise_linux:${release}`, `redhat:rhel_els:${release}`])
}

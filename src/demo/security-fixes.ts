import { type Archive, listUpdates } from './archive.ts'
import type { ArchivedVersion } from './archived-version.ts'
import type { DemoRelease } from './releases.ts'

/** A source that was fixed on a day, in some releases. */
export interface SecurityFix {
  source: string
  day: number
  /** The version of the source that is right. */
  versions: { release: DemoRelease; version: string }[]
}

/** The security updates of these archives by day and source, oldest first. */
export function listSecurityFixes(archives: readonly Archive[]): SecurityFix[] {
  const fixes = new Map<string, SecurityFix>()
  for (const archive of archives) {
    const updates = listUpdates(archive).filter(({ security }) => security)
    for (const [key, versions] of Map.groupBy(updates, ({ source, day }) => `${day} ${source}`)) {
      const [{ source, day }] = versions as [ArchivedVersion]
      const fix = fixes.get(key) ?? { source, day, versions: [] }
      fix.versions.push({ release: archive.release, version: mostCommon(versions.map((v) => v.sourceVersion)) })
      fixes.set(key, fix)
    }
  }
  return [...fixes.values()].sort((a, b) => a.day - b.day || (a.source < b.source ? -1 : 1))
}

/** A few binaries have versions of their own. */
function mostCommon(texts: readonly string[]): string {
  const groups = [...Map.groupBy(texts, (text) => text).values()].sort((a, b) => b.length - a.length)
  return groups[0]?.[0] ?? ''
}

import type { ReleaseFacts } from '../../model/candidate.ts'

/**
 * Whether a repository is one of security updates: its Release file says so in Label, Suite or Codename, or, where
 * it has no Release file, the suite in its path does. No other word of a URL counts.
 */
export function isSecurityRelease(release: ReleaseFacts | undefined, suite: string): boolean {
  const words = release ? [release.label, release.suite, release.codename] : [suite]
  return words.some((text) => /(^|[^a-z0-9])security($|[^a-z0-9])/i.test(text))
}

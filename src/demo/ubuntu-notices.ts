import type { Archive } from './archive.ts'
import { listFlaws } from './flaws.ts'
import { listSecurityFixes } from './security-fixes.ts'

const DAY = 86_400_000

/** Ubuntu's database of security notices, as it is published. */
export function writeUbuntuNotices(archives: readonly Archive[], seed: number, now: number): string {
  const ubuntu = archives.filter(({ release }) => release.family === 'ubuntu')
  const notices = listSecurityFixes(ubuntu).map(({ source, day, versions }, i) => {
    const flaws = listFlaws(source, day, seed, now)
    const id = `${7000 + i}-1`
    const notice = {
      ...{ id, title: `${source} vulnerabilities`, timestamp: (now + day * DAY) / 1000 },
      ...{ summary: `Several security issues were fixed in ${source}.`, isummary: flaws[0]?.description ?? '' },
      description: flaws.map(({ description, name }) => `${description} (${name})`).join('\n\n'),
      cves: flaws.map(({ name }) => name),
      releases: Object.fromEntries(
        versions.map(({ release, version }) => [release.codename, { sources: { [source]: { version } } }]),
      ),
    }
    return [id, notice]
  })
  return JSON.stringify(Object.fromEntries(notices))
}

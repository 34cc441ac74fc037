import { type Archive, listUpdates } from './archive.ts'
import type { ArchivedVersion } from './archived-version.ts'
import { listFlaws } from './flaws.ts'

const DAY = 86_400_000
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** The lists of Debian's security team and of its long-term support, as the tracker publishes them: the newest first. */
export function writeDebianLists(
  archives: readonly Archive[],
  seed: number,
  now: number,
): { dsa: string; dla: string } {
  const debian = archives.filter(({ release }) => release.family === 'debian')
  const isOld = ({ release }: Archive) => release.name === 'debian11'
  return {
    dsa: writeList(
      'DSA',
      6000,
      debian.filter((one) => !isOld(one)),
      seed,
      now,
    ),
    dla: writeList('DLA', 4300, debian.filter(isOld), seed, now),
  }
}

interface Fixed {
  source: string
  day: number
  /** Codename and the version of the source that is right. */
  lines: string[]
}

function writeList(list: string, first: number, archives: readonly Archive[], seed: number, now: number): string {
  const fixed = new Map<string, Fixed>()
  for (const { release, ...archive } of archives) {
    const updates = listUpdates({ release, ...archive }).filter(({ security }) => security)
    for (const versions of Map.groupBy(updates, ({ source, day }) => `${day} ${source}`).values()) {
      const [{ source, day }] = versions as [ArchivedVersion]
      const one = fixed.get(`${day} ${source}`) ?? { source, day, lines: [] }
      one.lines.push(`\t[${release.codename}] - ${source} ${mostCommon(versions.map((v) => v.sourceVersion))}\n`)
      fixed.set(`${day} ${source}`, one)
    }
  }
  const sorted = [...fixed.values()].sort((a, b) => a.day - b.day || (a.source < b.source ? -1 : 1))
  return sorted
    .map(({ source, day, lines }, i) => {
      const cves = listFlaws(source, day, seed, now).map(({ name }) => name)
      const head = `[${toDate(now + day * DAY)}] ${list}-${first + i}-1 ${source} - security update\n`
      return `${head}\t{${cves.join(' ')}}\n${lines.join('')}`
    })
    .reverse()
    .join('')
}

function toDate(at: number): string {
  const date = new Date(at)
  return `${String(date.getUTCDate()).padStart(2, '0')} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`
}

/** A few binaries have versions of their own. */
function mostCommon(texts: readonly string[]): string {
  const groups = [...Map.groupBy(texts, (text) => text).values()].sort((a, b) => b.length - a.length)
  return groups[0]?.[0] ?? ''
}

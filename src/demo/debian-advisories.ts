import type { Archive } from './archive.ts'
import { listFlaws } from './flaws.ts'
import { listSecurityFixes } from './security-fixes.ts'

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
  const write = (list: string, first: number, some: Archive[]) =>
    listSecurityFixes(some)
      .map(({ source, day, versions }, i) => {
        const cves = listFlaws(source, day, seed, now).map(({ name }) => name)
        const lines = versions.map(({ release, version }) => `\t[${release.codename}] - ${source} ${version}\n`)
        const head = `[${toDate(now + day * DAY)}] ${list}-${first + i}-1 ${source} - security update\n`
        return `${head}\t{${cves.join(' ')}}\n${lines.join('')}`
      })
      .reverse()
      .join('')
  const current = debian.filter((one) => !isOld(one))
  return { dsa: write('DSA', 6000, current), dla: write('DLA', 4300, debian.filter(isOld)) }
}

function toDate(at: number): string {
  const date = new Date(at)
  return `${String(date.getUTCDate()).padStart(2, '0')} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`
}

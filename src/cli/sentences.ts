import type { JobKind } from '../model/job.ts'

const TITLES: Record<JobKind, string> = {
  'process-reports': 'Reports',
  'refresh-repos': 'Repositories',
  'refresh-feeds': 'Feeds',
  'find-updates': 'Updates',
  'match-cves': 'CVEs',
  dbcheck: 'Database',
  'dns-checks': 'DNS',
  'clean-reports': 'Old reports',
}

/** What a job did, on one line: `Reports: 3 processed, 0 failed`. */
export function toSentence(kind: JobKind, result: object): string {
  const numbers = flatten(result).map(([name, value]) => `${value} ${toWords(name)}`)
  return `${TITLES[kind]}: ${numbers.join(', ') || 'nothing to do'}`
}

function flatten(result: object): [string, number][] {
  return Object.entries(result).flatMap(([name, value]): [string, number][] => {
    if (typeof value === 'number') return [[name, value]]
    if (Array.isArray(value)) return [[name, value.length]]
    return typeof value === 'object' && value !== null
      ? flatten(value).map(([inner, count]) => [`${name} ${inner}`, count])
      : []
  })
}

function toWords(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replaceAll('_', ' ')
}

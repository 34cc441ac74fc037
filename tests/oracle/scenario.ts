import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { addMembers, type ScenarioInputs } from './members.ts'

export type Ecosystem = 'deb' | 'rpm' | 'zypper' | 'arch'

/** One update as the native tool lists it. */
export interface NativeUpdate {
  name: string
  arch: string
  installed: string
  candidate: string
  security: boolean
}

/** A host with its repositories, and the updates that its own package manager found. */
export interface Scenario {
  /** Its folder's name; its repositories are served under it. */
  name: string
  ecosystem: Ecosystem
  /** Protocol 2, with `@BASE@` for the address of the repositories. */
  report: string
  updates: NativeUpdate[]
  /** Packages that obsolete installed ones of another name: `new arch version > old arch version`. */
  replacements: string[]
  /** False where the report lacks what the security flag depends on, or no tool says it. */
  securityKnown: boolean
}

interface Expected extends ScenarioInputs {
  updates: NativeUpdate[]
  needs_by_view: { security: string[] }
  /** By `name:arch` (deb), by name (rpm). */
  why: Record<string, { policy?: string[]; installed: string[] }>
  obsoletes?: (NativeUpdate & { repo: string; obsoletes: { name: string; arch: string; installed: string }[] })[]
}

export function readScenario(out: string, name: string, ecosystem: Ecosystem): Scenario {
  const expected = JSON.parse(readFileSync(join(out, name, 'expected.json'), 'utf8')) as Expected
  const report = readFileSync(join(out, name, 'report.json'), 'utf8')
  return {
    ...{ name, ecosystem },
    report: ecosystem === 'deb' ? report : addMembers(report, expected),
    securityKnown: isSecurityKnown(ecosystem, expected),
    updates: expected.updates.map(({ name, arch, installed, candidate, security }) => {
      const policy = expected.why[`${name}:${arch}`]?.policy ?? []
      const brings = security || bringsSecurity(policy, installed, candidate)
      return { name, arch, installed: withoutZero(installed), candidate, security: brings }
    }),
    replacements: (expected.obsoletes ?? []).flatMap((by) => {
      if (by.repo === '@System') return []
      return by.obsoletes.map((old) => {
        return `${by.name} ${by.arch} ${by.candidate} > ${old.name} ${old.arch} ${withoutZero(old.installed)}`
      })
    }),
  }
}

/**
 * The members that dnf's classes lack are added. zypper says nothing of packages; what `expected.json` has is whether a
 * needed patch ships a package of that name, in whatever version.
 */
function isSecurityKnown(ecosystem: Ecosystem, { needs_by_view }: Expected): boolean {
  return ecosystem === 'rpm' || (ecosystem === 'deb' && needs_by_view.security.length === 0)
}

function withoutZero(version: string): string {
  return version.replace(/^0:/, '')
}

/**
 * The same by apt's own version table: its rows come from the highest version down. `expected.json` overlooks
 * sources with a priority of four digits, whose lines are indented less.
 */
function bringsSecurity(policy: readonly string[], installed: string, candidate: string): boolean {
  let inRange = false
  for (const line of policy.slice(policy.findIndex((text) => text.includes('Version table')) + 1)) {
    const version = /^ (?:\*\*\*| {3}) (\S+) -?\d+/.exec(line)?.[1]
    if (version === candidate) inRange = true
    if (version === installed || line.startsWith(' ***')) return false
    const suite = /^ +-?\d+ \S+ (\S+)/.exec(line)?.[1]?.split('/')[0]
    if (inRange && version === undefined && suite?.includes('security')) return true
  }
  return false
}

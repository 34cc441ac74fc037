import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const FOLDER = join(import.meta.dirname, '../../../shared/oracle')
// the distribution's own: only that one sees apt_pkg
const PYTHON = '/usr/bin/python3'
const TOOLS = [PYTHON, '/usr/bin/apt', '/usr/bin/apt-get', '/usr/bin/apt-cache', '/usr/bin/dpkg']

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
  /** Protocol 2, with `@BASE@` for the address of the repositories. */
  report: string
  updates: NativeUpdate[]
  /** False where the report lacks what the security flag depends on. */
  securityKnown: boolean
}

/** Why no scenarios can be made here; '' when they can. */
export function whyNoOracle(): string {
  if (!existsSync(join(FOLDER, 'gen.py'))) return 'no ../shared/oracle'
  const missing = TOOLS.filter((tool) => !existsSync(tool))
  return missing.length === 0 ? '' : `not installed: ${missing.join(', ')}`
}

/** Makes `count` scenarios from `seed` on, the classes in turn, in `out`. */
export async function generateScenarios(
  out: string,
  { classes, count, seed }: { classes: readonly string[]; count: number; seed: number },
): Promise<Scenario[]> {
  for (const [i, name] of classes.entries()) {
    const share = Math.ceil((count - i) / classes.length)
    if (share <= 0) continue
    const options = ['--ecosystem', 'deb', '--class', name, '--seed', String(seed), '--count', String(share)]
    await promisify(execFile)(PYTHON, [join(FOLDER, 'gen.py'), ...options, '--out', out], { cwd: FOLDER })
  }
  return readdirSync(out)
    .sort()
    .map((name) => readScenario(out, name))
}

interface Expected {
  updates: NativeUpdate[]
  needs_by_view: { security: string[] }
  /** By `name:arch`. */
  why: Record<string, { policy: string[] }>
}

function readScenario(out: string, name: string): Scenario {
  const expected = JSON.parse(readFileSync(join(out, name, 'expected.json'), 'utf8')) as Expected
  return {
    name,
    report: readFileSync(join(out, name, 'report.json'), 'utf8'),
    securityKnown: expected.needs_by_view.security.length === 0,
    updates: expected.updates.map(({ name, arch, installed, candidate, security }) => {
      const policy = expected.why[`${name}:${arch}`]?.policy ?? []
      return { name, arch, installed, candidate, security: security || bringsSecurity(policy, installed, candidate) }
    }),
  }
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

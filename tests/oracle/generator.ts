import { execFile } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Ecosystem, readScenario, type Scenario } from './scenario.ts'

const FOLDER = join(import.meta.dirname, '../../../shared/oracle')
// the distribution's own: only that one sees apt_pkg and rpm
const PYTHON = '/usr/bin/python3'
const RPM_TOOLS = ['/usr/bin/rpm', '/usr/bin/createrepo_c']
const TOOLS: Record<Ecosystem, readonly string[]> = {
  deb: ['/usr/bin/apt', '/usr/bin/apt-get', '/usr/bin/apt-cache', '/usr/bin/dpkg'],
  rpm: [...RPM_TOOLS, '/usr/bin/dnf'],
  zypper: [...RPM_TOOLS, '/usr/bin/zypper'],
  arch: ['/usr/bin/pacman', '/usr/bin/vercmp'],
}

/** The classes whose answer a report (with the members that clients may add) decides. */
export const CLASSES: Record<Ecosystem, readonly string[]> = {
  deb: ['plain', 'multiarch', 'pins', 'flat', 'kernel', 'mixed'],
  rpm: [
    ...['plain', 'multilib', 'priority', 'modules', 'kernel', 'obsoletes', 'plus', 'mixed'],
    ...['excludes', 'module-state', 'module-hotfixes'],
  ],
  zypper: ['plain', 'multilib', 'priority', 'kernel', 'vendor', 'locks'],
  arch: ['plain', 'same-twice', 'replaces', 'ignore', 'repo-order', 'usage'],
}

/** Why no scenarios can be made here; '' when they can. */
export function whyNoOracle(ecosystem: Ecosystem): string {
  if (!existsSync(join(FOLDER, 'gen.py'))) return 'no ../shared/oracle'
  const missing = [PYTHON, ...TOOLS[ecosystem]].filter((tool) => !existsSync(tool))
  return missing.length === 0 ? '' : `not installed: ${missing.join(', ')}`
}

export interface ScenarioWish {
  ecosystem: Ecosystem
  classes: readonly string[]
  count: number
  seed: number
}

/** Makes `count` scenarios from `seed` on, the classes in turn, in `out`. */
export async function generateScenarios(
  out: string,
  { ecosystem, classes, count, seed }: ScenarioWish,
): Promise<Scenario[]> {
  for (const [i, name] of classes.entries()) {
    const share = Math.ceil((count - i) / classes.length)
    if (share <= 0) continue
    const options = ['--ecosystem', ecosystem, '--class', name, '--seed', String(seed), '--count', String(share)]
    await promisify(execFile)(PYTHON, [join(FOLDER, 'gen.py'), ...options, '--out', out], { cwd: FOLDER })
  }
  return readdirSync(out)
    .sort()
    .map((name) => readScenario(out, name, ecosystem))
}

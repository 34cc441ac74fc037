import type { NativeUpdate, Scenario } from './scenario.ts'

/** What differs, one line each; empty when all is equal. */
export function compareUpdates(scenario: Scenario, answer: readonly NativeUpdate[]): string[] {
  const wanted = new Map(scenario.updates.map((update) => [keyOf(scenario, update), update]))
  const differences: string[] = []
  for (const update of answer) {
    const key = keyOf(scenario, update)
    const native = wanted.get(key)
    wanted.delete(key)
    const what = native ? differenceOf(native, update, scenario.securityKnown) : `extra: ${update.candidate}`
    if (what !== '') differences.push(`${scenario.name} ${update.name} ${update.arch} ${what}`)
  }
  for (const { name, arch, candidate } of wanted.values())
    differences.push(`${scenario.name} ${name} ${arch} missing: ${candidate}`)
  return differences
}

/** The same for what replaces packages of other names. */
export function compareReplacements(scenario: Scenario, answer: readonly string[]): string[] {
  const missing = scenario.replacements.filter((text) => !answer.includes(text))
  const extra = answer.filter((text) => !scenario.replacements.includes(text))
  return [
    ...missing.map((text) => `${scenario.name} missing replacement: ${text}`),
    ...extra.map((text) => `${scenario.name} extra replacement: ${text}`),
  ]
}

/** dnf lists versions that are equal and spelt differently each for itself. */
function keyOf({ ecosystem }: Scenario, { name, arch, candidate }: NativeUpdate): string {
  return ecosystem === 'deb' ? `${name} ${arch}` : `${name} ${arch} ${candidate}`
}

function differenceOf(native: NativeUpdate, ours: NativeUpdate, securityKnown: boolean): string {
  if (native.installed !== ours.installed) return `installed: ${native.installed}, ours ${ours.installed}`
  if (native.candidate !== ours.candidate) return `candidate: ${native.candidate}, ours ${ours.candidate}`
  if (securityKnown && native.security !== ours.security) return `security: ${native.security}, ours ${ours.security}`
  return ''
}

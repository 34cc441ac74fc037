import type { NativeUpdate, Scenario } from './generator.ts'

/** What differs, one line each; empty when all is equal. */
export function compareUpdates(scenario: Scenario, answer: readonly NativeUpdate[]): string[] {
  const wanted = new Map(scenario.updates.map((update) => [keyOf(update), update]))
  const differences: string[] = []
  for (const update of answer) {
    const native = wanted.get(keyOf(update))
    wanted.delete(keyOf(update))
    const what = native ? differenceOf(native, update, scenario.securityKnown) : `extra: ${update.candidate}`
    if (what !== '') differences.push(`${scenario.name} ${keyOf(update)} ${what}`)
  }
  for (const native of wanted.values())
    differences.push(`${scenario.name} ${keyOf(native)} missing: ${native.candidate}`)
  return differences
}

function keyOf({ name, arch }: NativeUpdate): string {
  return `${name} ${arch}`
}

function differenceOf(native: NativeUpdate, ours: NativeUpdate, securityKnown: boolean): string {
  if (native.installed !== ours.installed) return `installed: ${native.installed}, ours ${ours.installed}`
  if (native.candidate !== ours.candidate) return `candidate: ${native.candidate}, ours ${ours.candidate}`
  if (securityKnown && native.security !== ours.security) return `security: ${native.security}, ours ${ours.security}`
  return ''
}

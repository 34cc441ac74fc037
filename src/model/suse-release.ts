/**
 * The line of SUSE's systems that a system, or a product of its advisories, belongs to: `sle-15.5` for SUSE Linux
 * Enterprise 15 SP5 with all its products and modules, `leap-15.6`, `micro-5.5`, `tumbleweed`. undefined for what is
 * none, or is built apart.
 */
export function toSuseRelease(name: string): string | undefined {
  for (const [pattern, line] of LINES) {
    const found = pattern.exec(name)
    if (!found) continue
    const [, major, minor = found[3]] = found
    return [line, major && `${major}${minor === undefined ? '' : `.${minor}`}`].filter(Boolean).join('-')
  }
  return undefined
}

const LINES: readonly (readonly [RegExp, string])[] = [
  [/^openSUSE Tumbleweed\b/, 'tumbleweed'],
  [/^openSUSE Leap (\d+)\.(\d+)\b/, 'leap'],
  [/^SUSE Linux (?:Enterprise )?Micro (?:for Rancher )?(\d+)\.(\d+)\b/, 'micro'],
  // what is for other machines, or a product on top of it with packages of its own, has numbers of its own
  [
    /^SUSE (?:Linux Enterprise|Package Hub) (?!.*(?:Micro|Storage|Teradata|Raspberry))(?:[A-Za-z0-9][\w&./()-]* )*(\d\d)(?:\.(\d+)|[ -]SP(\d+))?(?:[ -]|$)/i,
    'sle',
  ],
]

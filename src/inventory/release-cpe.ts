/** The version that a CPE name (URI or formatted string: NISTIR 7695) gives its product; '' when none. */
export function toCpeVersion(cpe: string): string {
  return split(cpe)?.parts[3] ?? ''
}

/**
 * What of a variant's CPE name is true of its whole release, whichever host reported first: a minor version and what
 * follows it are not (`…:enterprise_linux:7.9:GA:server` of Red Hat Enterprise Linux 7 is `…:enterprise_linux:7`).
 */
export function toReleaseCpe(cpe: string, variant: string, release: string): string {
  const name = split(cpe)
  if (!name || variant === release) return cpe
  const [kind = '', vendor = '', product = '', version = '', update = ''] = name.parts
  const join = (...more: string[]) => name.prefix + [kind, vendor, product, ...more].join(':')
  const major = /(\d+(?:\.\d+)*)[^\d]*(?:SP\d+)?$/.exec(release)?.[1] ?? ''
  if (major !== '' && version.startsWith(`${major}.`)) return join(major)
  if (version !== major) return join()
  // Oracle's minor version is where others have an update; a service pack's number is in the release's name
  return /^\d+$/.test(update) && !release.endsWith(`SP${update}`) ? join(version) : cpe
}

function split(cpe: string): { prefix: string; parts: string[] } | undefined {
  const [, prefix, rest] = /^(cpe:\/|cpe:2\.3:)(.+)$/i.exec(cpe) ?? []
  return prefix === undefined || rest === undefined ? undefined : { prefix, parts: rest.split(':') }
}

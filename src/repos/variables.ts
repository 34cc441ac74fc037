/** What is known of a host that the addresses of its repositories may leave open. */
export interface HostVariables {
  /** As `uname -m` says it. */
  arch: string
  /** `9`, `42`, `15.6`; undefined where the system's name does not tell. */
  releasever?: string | undefined
}

/**
 * Puts values in place of the variables of yum.conf(5), dnf.conf(5) and zypp's addresses, with braces or without, in
 * small letters or capitals. One that only the host knows stays as it is.
 */
export function expandVariables(url: string, { arch, releasever }: HostVariables): string {
  if (!url.includes('$')) return url
  const [major = '', minor = ''] = releasever?.split('.') ?? []
  const values: Record<string, string> = {
    arch: arch,
    basearch: toBaseArch(arch),
    releasever: releasever ?? '',
    releasever_major: major,
    releasever_minor: minor,
  }
  return url.replace(VARIABLE, (text, braced?: string, bare?: string) => {
    const value = values[(braced ?? bare ?? '').toLowerCase()]
    return value === undefined || value === '' ? text : value
  })
}

const VARIABLE = /\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g

/** The first variable that is left in an address; '' for none. */
export function findVariable(url: string): string {
  return url.match(VARIABLE)?.[0] ?? ''
}

/** The architecture that repositories are named by. */
export function toBaseArch(arch: string): string {
  if (/^(i[3-6]86|athlon|geode)$/.test(arch)) return 'i386'
  if (/^armv[678]h?l$/.test(arch) && arch !== 'armv6l') return 'armhfp'
  if (/^arm(v[3-6])?/.test(arch)) return 'arm'
  return BASE_ARCHES[arch] ?? arch
}

const BASE_ARCHES: Record<string, string> = { amd64: 'x86_64', arm64: 'aarch64', ia32e: 'x86_64', ppc64p7: 'ppc64' }

/** The value of `$releasever`, of a system by its full name (`Rocky Linux 9.5`); undefined where it does not tell. */
export function toReleasever(system: string): string | undefined {
  const [, major, minor] = /(?:^|\s)v?(\d+)(?:\.(\d+))?/.exec(system) ?? []
  if (major === undefined) return undefined
  // Amazon's since 2022 is a date that only the host knows
  if (/^Amazon Linux 20\d\d/.test(system)) return undefined
  if (!/suse/i.test(system)) return major
  const pack = / SP(\d+)/.exec(system)?.[1] ?? minor
  return pack === undefined ? major : `${major}.${pack}`
}

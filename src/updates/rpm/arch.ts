/** What a machine runs beside its own architecture. */
const ALSO: Record<string, readonly string[]> = {
  x86_64: ['x86_64_v2', 'x86_64_v3', 'x86_64_v4', 'amd64', 'ia32e', 'athlon', 'i686', 'i586', 'i486', 'i386'],
  i686: ['i586', 'i486', 'i386'],
  i586: ['i486', 'i386'],
  armv7hl: ['armv6hl'],
  armv7hnl: ['armv7hl', 'armv6hl'],
  armv7l: ['armv6l', 'armv5tel'],
  s390x: ['s390'],
  ppc64: ['ppc'],
}

/** rpm's architecture for what `uname -m` says. */
export function toRpmArch(machine: string): string {
  if (machine === 'armv7l' || machine === 'armv8l') return 'armv7hl'
  return machine
}

/** Whether a package of this architecture can be installed; of source packages none can. */
export function isCompatible(arch: string, nativeArch: string): boolean {
  return arch === 'noarch' || arch === nativeArch || nativeArch === '' || (ALSO[nativeArch]?.includes(arch) ?? false)
}

/** Whether an upgrade may lead from one to the other: `noarch` goes with every architecture. */
export function isSameLine(a: string, b: string): boolean {
  return a === b || a === 'noarch' || b === 'noarch'
}

/** The machine's own first, then what it also runs, in order. */
export function archRank(arch: string, nativeArch: string): number {
  if (arch === nativeArch) return 0
  const at = ALSO[nativeArch]?.indexOf(arch) ?? -1
  return at < 0 ? Number.MAX_SAFE_INTEGER : at + 1
}

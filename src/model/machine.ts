/** Kernel machine names (`uname -m`) whose Debian architecture has another name. */
const DEBIAN_NAMES: Record<string, string> = {
  x86_64: 'amd64',
  aarch64: 'arm64',
  armv8l: 'armhf',
  armv7l: 'armhf',
  armv6l: 'armhf',
  armv5tel: 'armel',
  i386: 'i386',
  i486: 'i386',
  i586: 'i386',
  i686: 'i386',
  ppc64le: 'ppc64el',
  mips64: 'mips64el',
  loongarch64: 'loong64',
}

/** Debian's architecture for what `uname -m` says; a name that is not known is taken as it is. */
export function toDebianArch(machine: string): string {
  return DEBIAN_NAMES[machine] ?? machine
}

const GENTOO_NAMES: readonly [RegExp, string][] = [
  [/^x86_64$/, 'amd64'],
  [/^aarch64$/, 'arm64'],
  [/^i[3-6]86$/, 'x86'],
  [/^arm/, 'arm'],
  [/^ppc64/, 'ppc64'],
  [/^riscv/, 'riscv'],
  [/^loongarch/, 'loong'],
  [/^mips/, 'mips'],
  [/^sparc/, 'sparc'],
  [/^parisc/, 'hppa'],
  [/^s390/, 's390'],
]

/** Gentoo's keyword for what `uname -m` says. */
export function toGentooArch(machine: string): string {
  if (machine === 'arm64') return machine
  return GENTOO_NAMES.find(([pattern]) => pattern.test(machine))?.[1] ?? machine
}

const ALPINE_NAMES: Record<string, string> = {
  i386: 'x86',
  i486: 'x86',
  i586: 'x86',
  i686: 'x86',
  armv6l: 'armhf',
  armv7l: 'armv7',
  armv8l: 'armv7',
}

/** Alpine's architecture for what `uname -m` says. */
export function toAlpineArch(machine: string): string {
  return ALPINE_NAMES[machine] ?? machine
}

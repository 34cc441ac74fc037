/** Kernel machine names whose Debian architecture has another name. */
const DEBIAN_NAMES: Record<string, string> = {
  x86_64: 'amd64',
  aarch64: 'arm64',
  armv8l: 'armhf',
  armv7l: 'armhf',
  armv6l: 'armhf',
  armv5tel: 'armel',
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

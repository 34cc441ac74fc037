/**
 * What a lock of the host's package manager keeps from being updated, as an exclude. One that names a version keeps
 * the package at what it is: it excludes the name, which is all that a list of updates can show. One that begins with
 * `!` (dnf's versionlock) excludes just what it names.
 *
 * @example toExclude('bash-0:5.1.8-6.el9.*') // 'bash'
 */
export function toExclude(lock: string): string {
  if (lock.startsWith('!')) return lock.slice(1).trim()
  // dnf writes the epoch before the version, yum before the name; without one it is a name or a glob
  return (AS_DNF.exec(lock) ?? AS_YUM.exec(lock))?.[1] ?? lock
}

const AS_DNF = /^(.+)-\d+:[^-]+-[^-]+$/
const AS_YUM = /^\d+:(.+)-[^-]+-[^-]+$/

import type { PackageKey } from '../model/package.ts'

/** Longer names and versions do not exist; an index of the database would not take them. */
const MAX_LENGTH = 255

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const ODD = /[\u0000-\u0020\u007f]/

/** Why no package can be stored by that key, in one sentence; '' where it can. */
export function findKeyFault({ name, epoch, version, release, arch, category }: PackageKey): string {
  if (name === '' || version === '') return 'It has no name or no version.'
  const parts = [name, epoch, version, release, arch, category]
  if (parts.some((part) => part.length > MAX_LENGTH))
    return `Its name or version is longer than ${MAX_LENGTH} characters.`
  if (parts.some((part) => ODD.test(part))) return 'Its name or version holds blanks or control characters.'
  return ''
}

/** The same for a name of anything else. */
export function findNameFault(name: string): string {
  if (name === '') return 'It has no name.'
  if (name.length > MAX_LENGTH) return `Its name is longer than ${MAX_LENGTH} characters.`
  return ODD.test(name.replaceAll(' ', '')) ? 'Its name holds control characters.' : ''
}

import type { PackageKey } from '../model/package.ts'

/** Longer names and versions do not exist; an index of the database would not take them. */
const MAX_LENGTH = 255

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const ODD = /[\u0000-\u0020\u007f]/

/** Why no package can be stored by that key, in one sentence; '' where it can. */
export function findKeyFault({ name, epoch, version, release, arch, category }: PackageKey): string {
  if (name === '' || version === '') return 'It has no name or no version.'
  // one after another, without a list of them: this is done for each package of an index
  if (isLong(name) || isLong(version) || isLong(release) || isLong(arch) || isLong(epoch) || isLong(category)) {
    return `Its name or version is longer than ${MAX_LENGTH} characters.`
  }
  if (isOdd(name) || isOdd(version) || isOdd(release) || isOdd(arch) || isOdd(epoch) || isOdd(category)) {
    return 'Its name or version holds blanks or control characters.'
  }
  return ''
}

const isLong = (part: string) => part.length > MAX_LENGTH
const isOdd = (part: string) => part !== '' && ODD.test(part)

/** The same for a name of anything else. */
export function findNameFault(name: string): string {
  if (name === '') return 'It has no name.'
  if (name.length > MAX_LENGTH) return `Its name is longer than ${MAX_LENGTH} characters.`
  return ODD.test(name.replaceAll(' ', '')) ? 'Its name holds control characters.' : ''
}

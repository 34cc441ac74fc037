import { mark, number, type Token, text } from '../tokens.ts'

const BEFORE = ['alpha', 'beta', 'pre', 'rc']
const AFTER = ['cvs', 'svn', 'git', 'hg', 'p']

/** What may come next, the lowest first: a part that is missing is lower than one that is there, but for `BEFORE`. */
const INVALID = 0
const FIRST = 1
const SUFFIX_BEFORE = 2
const END = SUFFIX_BEFORE + BEFORE.length
const REVISION = END + 1
const HASH = REVISION + 1
const SUFFIX_NUMBER = HASH + 1
const SUFFIX_AFTER = SUFFIX_NUMBER + 1
const LETTER = SUFFIX_AFTER + AFTER.length
/** A component that begins with 0 is compared as text: below all others. */
const FRACTION = LETTER + 1
const COMPONENT = FRACTION + 1

/** A version as apk-package(5) defines it. What is none is below all that are. */
export function toApkTokens(version: string): Token[] {
  const parts = VERSION.exec(version)
  if (!parts) return [text(INVALID, version.replaceAll('\0', ' ')), mark(END)]
  const [, numbers = '', letter = '', suffixes = '', hash, revision] = parts
  const [first = '', ...components] = numbers.split('.')
  const tokens = [number(FIRST, first), ...components.map(toComponent)]
  if (letter !== '') tokens.push(text(LETTER, letter))
  for (const [, name = '', value = ''] of suffixes.matchAll(SUFFIX_PARTS)) {
    const before = BEFORE.indexOf(name)
    tokens.push(mark(before < 0 ? SUFFIX_AFTER + AFTER.indexOf(name) : SUFFIX_BEFORE + before))
    if (value !== '') tokens.push(number(SUFFIX_NUMBER, value))
  }
  if (hash !== undefined) tokens.push(text(HASH, hash))
  if (revision !== undefined) tokens.push(number(REVISION, revision))
  return [...tokens, mark(END)]
}

const VERSION =
  /^(\d+(?:\.\d+)*)([a-z]?)((?:_(?:alpha|beta|pre|rc|cvs|svn|git|hg|p)\d*)*)(?:~([0-9a-f]+))?(?:-r(\d+))?$/
const SUFFIX_PARTS = /_(alpha|beta|pre|rc|cvs|svn|git|hg|p)(\d*)/g

function toComponent(digits: string): Token {
  return digits.startsWith('0') ? text(FRACTION, digits) : number(COMPONENT, digits)
}

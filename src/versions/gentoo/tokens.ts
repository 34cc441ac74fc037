import { mark, number, type Token, text } from '../tokens.ts'

/** What follows a component, the lowest first. */
const SUFFIXES = ['alpha', 'beta', 'pre', 'rc', '', 'p']
const NO_SUFFIX = SUFFIXES.indexOf('')

const INVALID = 0
const FIRST = 1
const NO_COMPONENT = 2
/** A component that begins with 0 is a fraction: below all others. */
const FRACTION = 3
const COMPONENT = 4
const LETTER = 5
const SUFFIX_NUMBER = 6
const REVISION = 7
const SUFFIX = 8

/** A version as PMS 3.2 defines it, without the slot that reports put before it. What is none is below all that are. */
export function toGentooTokens(slotAndVersion: string): Token[] {
  const version = slotAndVersion.slice(slotAndVersion.lastIndexOf(':') + 1)
  const parts = VERSION.exec(version)
  if (!parts) return [text(INVALID, version.replaceAll('\0', ' ')), mark(0)]
  const [, numbers = '', letter = '', suffixes = '', revision = ''] = parts
  const [first = '', ...components] = numbers.split('.')
  return [
    number(FIRST, first),
    ...components.map(toComponent),
    mark(NO_COMPONENT),
    text(LETTER, letter),
    ...Array.from(suffixes.matchAll(SUFFIX_PARTS), ([, name = '', value = '']) => [
      mark(SUFFIX + SUFFIXES.indexOf(name)),
      number(SUFFIX_NUMBER, value),
    ]).flat(),
    mark(SUFFIX + NO_SUFFIX),
    number(REVISION, revision),
    mark(0),
  ]
}

const VERSION = /^(\d+(?:\.\d+)*)([a-z]?)((?:_(?:alpha|beta|pre|rc|p)\d*)*)(?:-r(\d+))?$/
const SUFFIX_PARTS = /_(alpha|beta|pre|rc|p)(\d*)/g

/** PMS, algorithm 3.3: with a leading zero compared as text, without trailing zeros. */
function toComponent(digits: string): Token {
  return digits.startsWith('0') ? text(FRACTION, digits.replace(/0+$/, '')) : number(COMPONENT, digits)
}

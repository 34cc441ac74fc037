/** One field as it is kept, whatever the protocol: no surrounding space, `%2b` is the `+` that clients escape. */
export function toText(raw: string): string {
  const text = raw.trim()
  return text.includes('%') ? text.replace(/%2b/gi, '+') : text
}

/**
 * A text that needs no cleaning and no checking, as nearly all: printable ASCII without space and %. A loop,
 * because a report has ten thousand of them and a regular expression costs five times as much.
 */
export function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code <= 0x20 || code > 0x7e || code === PERCENT) return false
  }
  return true
}

/** The same, spaces inside allowed. */
export function isPrintable(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 0x20 || code > 0x7e || code === PERCENT) return false
  }
  return text.charCodeAt(0) !== SPACE && text.charCodeAt(text.length - 1) !== SPACE
}

const SPACE = 0x20
const PERCENT = 0x25

// control characters, halves of a pair, and the mark that decoding puts in place of bytes that are not UTF-8
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const ODD = /[\0-\x1f\x7f\ud800-\udfff\ufffd]/
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\0-\x1f\x7f]/

export const NOT_UTF8 = 'it held bytes that are not UTF-8; they were replaced'

/** What is wrong with the characters of a text: nothing (''), `replaced` (usable), or `unusable`. */
export function findOddity(text: string): '' | 'replaced' | 'unusable' {
  if (!ODD.test(text)) return ''
  if (CONTROL.test(text) || !text.isWellFormed()) return 'unusable'
  return text.includes('\ufffd') ? 'replaced' : ''
}

/** The text without what no database and no page could hold: each such character becomes a space. */
export function toUsable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced
  return text.toWellFormed().replace(/[\0-\x1f\x7f]+/g, ' ')
}

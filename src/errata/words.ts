/** The text in one line. */
export const toLine = (text: string) => text.replace(/\s+/g, ' ').trim()

/** It holds a blank, a control character or one that was not UTF-8, which no name or version does. */
export function isOdd(text: string): boolean {
  return ODD.test(text)
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const ODD = /[\u0000-\u0020\u007f\ufffd]/

/** Without control characters: rejects are stored and shown. */
export function toShown(text: string): string {
  return text.replace(CONTROL, ' ').trim()
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const CONTROL = /[\u0000-\u001f\u007f]+/g

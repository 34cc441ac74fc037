/** The words of a list of protocol 1: by commas or white space. */
export function toWords(text: string): string[] {
  return text.split(/[\s,]+/)
}

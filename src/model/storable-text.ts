/** Text as both databases take it: without NUL, cut to a length. */
export function toStorable(text: string, maxLength: number): string {
  const clean = text.includes('\0') ? text.replaceAll('\0', '\ufffd') : text
  return clean.length > maxLength ? `${clean.slice(0, maxLength - 1)}…` : clean
}

/** Text with its references put in: the five that XML has, and characters by number. undefined where there is another. */
export function decodeEntities(text: string): string | undefined {
  let isKnown = true
  const decoded = text.replace(/&([^;]{0,10};)?/g, (whole, name: string = '') => {
    const character = NAMED[name] ?? toCharacter(name)
    isKnown &&= character !== undefined
    return character ?? whole
  })
  return isKnown ? decoded : undefined
}

const NAMED: Record<string, string> = { 'amp;': '&', 'lt;': '<', 'gt;': '>', 'quot;': '"', 'apos;': "'" }

function toCharacter(name: string): string | undefined {
  const [, hex, decimal] = /^#(?:x([\da-f]+)|(\d+));$/i.exec(name) ?? []
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
  return code >= 32 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : undefined
}

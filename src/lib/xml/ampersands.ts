/**
 * Marks ampersands that begin no reference: the parser would take all up to the next semicolon, packages away, for
 * the name of an entity. As `&;` they are an error in their place.
 */
export class AmpersandMarker {
  #kept = ''

  /** Keeps back what could be the start of a reference, until more comes. */
  mark(text: string): string {
    const all = this.#kept + text
    const last = all.lastIndexOf('&')
    const isOpen = last !== -1 && all.length - last < LONGEST && !all.includes(';', last)
    this.#kept = isOpen ? all.slice(last) : ''
    return replaceBare(isOpen ? all.slice(0, last) : all)
  }

  end(): string {
    return replaceBare(this.#kept)
  }
}

/** The text that was meant. */
export function unmark(text: string): string {
  return text.replaceAll(MARK, '&')
}

const MARK = '&;'
/** `&#x10ffff;`; no entity that XML knows is longer. */
const LONGEST = 12
const BARE = /&(?!(?:[a-zA-Z]\w{0,9}|#\d{1,8}|#x[\da-fA-F]{1,7});)/g

function replaceBare(text: string): string {
  return text.includes('&') ? text.replace(BARE, MARK) : text
}

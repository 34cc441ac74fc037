/** Finds a tag that not every package has, without going through the text again for each that has it not. */
export class Finder {
  /** Without its end: `<rpm:vendor`. */
  readonly open: string
  readonly close: string
  #next = -1

  constructor(open: string) {
    this.open = open
    this.close = `</${open.slice(1)}>`
  }

  /** Where the tag is from `from` on, which only grows; -1 when not before `end`. */
  find(text: string, from: number, end: number): number {
    if (this.#next < from) {
      const found = text.indexOf(this.open, from)
      this.#next = found === -1 ? Number.POSITIVE_INFINITY : found
    }
    return this.#next < end ? this.#next : -1
  }
}

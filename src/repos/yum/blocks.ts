/** No package comes near; what has no end must not fill the memory. */
const MAX_BLOCK = 16 * 1024 * 1024
/** Texts of 128 kB and more are slow: V8 gets new memory for each. */
const BLOCK = 64 * 1024
const MAX_HEAD = 64 * 1024

/** Cuts primary.xml into what is before the first package, and blocks of whole packages. */
export class BlockReader {
  readonly #pieces: AsyncIterator<Buffer>
  #kept: Buffer = Buffer.alloc(0)
  #isDone = false

  constructor(pieces: AsyncIterable<Buffer>) {
    this.#pieces = pieces[Symbol.asyncIterator]()
  }

  /** What is before the first package; of a file that has none near its start, what was read so far. */
  async head(): Promise<Buffer> {
    let at = -1
    while ((at = this.#kept.indexOf('<package ')) === -1 && this.#kept.length < MAX_HEAD) {
      if (!(await this.#more(this.#kept.length + 1))) break
    }
    return this.#cut(at === -1 ? this.#kept.length : at)
  }

  /** Ends with the end of a package; the last one of a file holds what is left. */
  async next(): Promise<Buffer | undefined> {
    for (let size = BLOCK; ; size *= 2) {
      const hasMore = await this.#more(size)
      const close = this.#kept.lastIndexOf('</package>')
      if (close !== -1 && hasMore) return this.#cut(close + '</package>'.length)
      if (!hasMore || size >= MAX_BLOCK) break
    }
    return this.#kept.length === 0 ? undefined : this.#cut(this.#kept.length)
  }

  /** Gives back the end of a block that was not used. */
  unread(end: Buffer): void {
    this.#kept = Buffer.concat([end, this.#kept])
  }

  /** All that was not read yet, behind `head`. */
  async *rest(head: Buffer): AsyncGenerator<Buffer, void> {
    yield head
    yield this.#cut(this.#kept.length)
    while (!this.#isDone) {
      const next = await this.#pieces.next()
      if (next.done) this.#isDone = true
      else yield next.value
    }
  }

  async close(): Promise<void> {
    this.#isDone = true
    await this.#pieces.return?.()
  }

  /** Reads until so much is there; false when there is no more. */
  async #more(size: number): Promise<boolean> {
    const list = [this.#kept]
    let length = this.#kept.length
    while (length < size && !this.#isDone) {
      const next = await this.#pieces.next()
      if (next.done) {
        this.#isDone = true
      } else {
        list.push(next.value)
        length += next.value.length
      }
    }
    if (list.length > 1) this.#kept = Buffer.concat(list, length)
    return !this.#isDone
  }

  #cut(at: number): Buffer {
    const cut = this.#kept.subarray(0, at)
    this.#kept = this.#kept.subarray(at)
    return cut
  }
}

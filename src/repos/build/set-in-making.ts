import { type Reject, toReject } from '../../model/reject.ts'

const MAX_REJECTS = 1000

/** Counts what goes into a set, and what does not. */
export class SetInMaking {
  readonly id: number
  readonly section: string
  readonly #signal: AbortSignal | undefined
  items = 0
  readonly rejects: Reject[] = []
  rejectCount = 0

  constructor(id: number, section: string, signal: AbortSignal | undefined) {
    this.id = id
    this.section = section
    this.#signal = signal
  }

  /**
   * Takes what a parser gives, writes the items in batches of about `weight`, and keeps the rejects. `findFault`
   * says why an item cannot be stored.
   */
  async fill<Item>(
    parts: AsyncIterable<{ items: readonly Item[]; rejects: readonly Reject[] }>,
    { weigh, weight, findFault, name, write }: Filling<Item>,
  ): Promise<void> {
    let waiting: Item[] = []
    let load = 0
    const flush = async () => {
      if (waiting.length > 0) await write(waiting)
      this.items += waiting.length
      waiting = []
      load = 0
    }
    for await (const { items, rejects } of parts) {
      this.#signal?.throwIfAborted()
      this.reject(rejects)
      for (const item of items) {
        const fault = findFault(item)
        if (fault !== '') this.reject([toReject(this.section, this.items + waiting.length + 1, name(item), fault)])
        else {
          waiting.push(item)
          load += weigh(item)
        }
        if (load >= weight) await flush()
      }
    }
    await flush()
  }

  reject(rejects: readonly Reject[]): void {
    this.rejectCount += rejects.length
    this.rejects.push(...rejects.slice(0, Math.max(0, MAX_REJECTS - this.rejects.length)))
  }
}

export interface Filling<Item> {
  weigh(item: Item): number
  weight: number
  findFault(item: Item): string
  /** For its reject. */
  name(item: Item): string
  write(batch: Item[]): Promise<void>
}

/** The same parts, with their items by that name. */
export async function* asItems<Part extends { rejects: Reject[] }, Item>(
  parts: AsyncIterable<Part>,
  toItems: (part: Part) => readonly Item[],
): AsyncGenerator<{ items: readonly Item[]; rejects: readonly Reject[] }, void> {
  for await (const part of parts) yield { items: toItems(part), rejects: part.rejects }
}

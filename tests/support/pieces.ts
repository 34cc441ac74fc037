/** Data in pieces of a size, as a stream gives them. */
export async function* toPieces(data: string | Buffer, size = 65_536): AsyncGenerator<Buffer, void> {
  const bytes = Buffer.from(data as string)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** All that a stream of parts holds, member by member. */
export async function collect<Part extends object>(parts: AsyncIterable<Part>): Promise<Part> {
  const all: Record<string, unknown[]> = {}
  for await (const part of parts) {
    for (const [name, list] of Object.entries(part)) (all[name] ??= []).push(...(list as unknown[]))
  }
  return all as Part
}

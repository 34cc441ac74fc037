/**
 * The packages of an index that were read, with the checksum that each had first. They are known by 63 bits of a hash:
 * that two of a million are taken for one happens in one of ten million indexes. So each takes some 30 bytes outside
 * of the heap; their names and versions as texts would be most of what an index leaves in memory.
 */
export class SeenPackages {
  #size = 0
  /** Of slots: two numbers a slot, both 0 where it is free. */
  #hashes = new Int32Array(2 * FIRST_SLOTS)
  #checksums = new Float64Array(FIRST_SLOTS)

  /**
   * Whether a package came before, with the same checksum (in hex) or with another. `key` is what tells it from
   * others: texts without line breaks.
   */
  compare(key: readonly string[], checksum: string): 'new' | 'same' | 'other' {
    const [a, b] = hash(key)
    const slot = this.#find(a, b)
    if (this.#hashes[2 * slot + 1] !== 0) return this.#checksums[slot] === toNumber(checksum) ? 'same' : 'other'
    this.#put(slot, a, b, toNumber(checksum))
    if (++this.#size * 2 > this.#checksums.length) this.#grow()
    return 'new'
  }

  /** Where it is, or would be. */
  #find(a: number, b: number): number {
    const last = this.#checksums.length - 1
    for (let slot = a & last; ; slot = (slot + 1) & last) {
      const second = this.#hashes[2 * slot + 1]
      if (second === 0 || (second === b && this.#hashes[2 * slot] === a)) return slot
    }
  }

  #put(slot: number, a: number, b: number, checksum: number): void {
    this.#hashes[2 * slot] = a
    this.#hashes[2 * slot + 1] = b
    this.#checksums[slot] = checksum
  }

  #grow(): void {
    const [hashes, checksums] = [this.#hashes, this.#checksums]
    this.#hashes = new Int32Array(2 * hashes.length)
    this.#checksums = new Float64Array(2 * checksums.length)
    for (let slot = 0; slot < checksums.length; slot++) {
      const [a, b] = [hashes[2 * slot] as number, hashes[2 * slot + 1] as number]
      if (b !== 0) this.#put(this.#find(a, b), a, b, checksums[slot] as number)
    }
  }
}

const FIRST_SLOTS = 1 << 12
const LINE_BREAK = 10

/** Two numbers of 32 bits, the second of them odd: multiplied by odd numbers, and mixed in the end as MurmurHash3 does. */
function hash(key: readonly string[]): [number, number] {
  let [a, b] = [0x2545f491, 0x6c8e9cf5]
  for (const part of key) {
    for (let i = 0; i < part.length; i++) {
      a = Math.imul(a ^ part.charCodeAt(i), 0x9e3779b1)
      b = Math.imul(b ^ part.charCodeAt(i), 0x5f356495)
    }
    a = Math.imul(a ^ LINE_BREAK, 0x9e3779b1)
    b = Math.imul(b ^ LINE_BREAK, 0x5f356495)
  }
  a = mix(a) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35)
  return [a, mix(b ^ (a >>> 7)) | 1]
}

function mix(bits: number): number {
  const mixed = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  return mixed ^ (mixed >>> 13)
}

/** 52 bits of it. */
const toNumber = (checksum: string) => Number.parseInt(checksum.slice(0, 13), 16) || 0

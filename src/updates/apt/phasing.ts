/** What decides which hosts get a phased update now: the same for all binaries of a source version on one host. */
export interface PhasedBuild {
  source: string
  sourceVersion: string
  /** Hosts in a hundred. */
  phased: number
}

/**
 * Whether apt on the machine with this id takes the phased update. apt draws a number from 0 to 100 with the C++
 * library's generators, seeded with source name, version and machine id; ours follows them step by step.
 */
export function isPhasedIn({ source, sourceVersion, phased }: PhasedBuild, machineId: string): boolean {
  return draw(`${source}-${sourceVersion}-${machineId}`) <= phased
}

/** std::minstd_rand seeded by std::seed_seq, then std::uniform_int_distribution(0, 100). */
function draw(seed: string): number {
  let state = (seedSequence(Buffer.from(seed))[3] ?? 0) % MODULUS
  if (state === 0) state = 1
  // as libstdc++ does it: numbers beyond a multiple of the range are drawn again
  const scale = Math.floor((MODULUS - 2) / RANGE)
  for (;;) {
    state = (state * 48271) % MODULUS
    const drawn = Math.floor((state - 1) / scale)
    if (drawn < RANGE) return drawn
  }
}

const MODULUS = 2 ** 31 - 1
const RANGE = 101

/** std::seed_seq::generate for the four words that minstd_rand asks for: C++17 [rand.util.seedseq]. */
function seedSequence(seed: Uint8Array): Uint32Array {
  const n = 4
  const p = 1
  const q = 2
  const s = seed.length
  const m = Math.max(s + 1, n)
  const b = new Uint32Array(n).fill(0x8b8b8b8b)
  const at = (k: number) => b[k % n] as number
  const add = (k: number, value: number) => (b[k % n] = at(k) + value)
  const shift = (x: number) => x ^ (x >>> 27)
  for (let k = 0; k < m; k++) {
    const r1 = Math.imul(1664525, shift(at(k) ^ at(k + p) ^ at(k + n - 1)))
    const r2 = r1 + (k === 0 ? s : (k % n) + (k <= s ? (seed[k - 1] as number) : 0))
    add(k + p, r1)
    add(k + q, r2)
    b[k % n] = r2
  }
  for (let k = m; k < m + n; k++) {
    const r3 = Math.imul(1566083941, shift((at(k) + at(k + p) + at(k + n - 1)) >>> 0))
    const r4 = r3 - (k % n)
    b[(k + p) % n] = at(k + p) ^ r3
    b[(k + q) % n] = at(k + q) ^ r4
    b[k % n] = r4
  }
  return b
}

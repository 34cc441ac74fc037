export type CompressionFormat = 'xz' | 'gz' | 'bz2' | 'zst' | 'plain'

/** Bytes that `detectFormat` looks at. */
export const MAGIC_LENGTH = 6

/** What the first bytes say: names and content types lie too often. */
export function detectFormat(start: Uint8Array): CompressionFormat {
  const startsWith = (...bytes: number[]) => bytes.every((byte, i) => start[i] === byte)
  if (startsWith(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00)) return 'xz'
  if (startsWith(0x1f, 0x8b)) return 'gz'
  if (startsWith(0x42, 0x5a, 0x68) && (start[3] ?? 0) >= 0x31 && (start[3] ?? 0) <= 0x39) return 'bz2'
  if (startsWith(0x28, 0xb5, 0x2f, 0xfd) || isSkippable(start)) return 'zst'
  return 'plain'
}

const isSkippable = (start: Uint8Array) =>
  ((start[0] ?? 0) & 0xf0) === 0x50 && start[1] === 0x2a && start[2] === 0x4d && start[3] === 0x18

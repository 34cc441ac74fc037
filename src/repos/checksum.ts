export const ALGORITHMS = ['sha512', 'sha384', 'sha256', 'sha224', 'sha1', 'md5'] as const

export type Algorithm = (typeof ALGORITHMS)[number]

export interface Checksum {
  algorithm: Algorithm
  /** Lower case. */
  hex: string
}

/** Digits of each. */
const LENGTHS: Record<Algorithm, number> = { sha512: 128, sha384: 96, sha256: 64, sha224: 56, sha1: 40, md5: 32 }

/** Reads `sha256`, `SHA-256`, `sha` (which is sha1) with its digits; undefined when they do not fit. */
export function toChecksum(type: string, digits: string): Checksum | undefined {
  const algorithm = toAlgorithm(type)
  const hex = digits.trim().toLowerCase()
  if (!algorithm || hex.length !== LENGTHS[algorithm] || /[^0-9a-f]/.test(hex)) return undefined
  return { algorithm, hex }
}

export const isKnownAlgorithm = (type: string) => toAlgorithm(type) !== undefined

function toAlgorithm(type: string): Algorithm | undefined {
  const word = type.trim().toLowerCase().replace('-', '')
  return ALGORITHMS.find((name) => name === (word === 'sha' ? 'sha1' : word))
}

/** The name of a file's content by a checksum; '' where nobody should rely on that: others could make a file of it. */
export function toContentName({ algorithm, hex }: Checksum): string {
  if (algorithm === 'sha256') return hex
  return algorithm === 'sha1' || algorithm === 'md5' ? '' : `${algorithm}:${hex}`
}

/** The algorithm as people write it. */
export function algorithmName(algorithm: Algorithm): string {
  return algorithm.toUpperCase().replace('SHA', 'SHA-')
}

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** 256 random bits as text that a cookie, a header and a shell take unquoted. */
export function createToken(bytes = 32): string {
  return randomBytes(bytes).toString('base64url')
}

/** What is stored of a token: SHA-256, hex. It has 256 random bits, so a slow hash would gain nothing. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** Compares secrets in a time that tells nothing about them. */
export function isSame(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest())
}

const LETTERS = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** A password that can be read aloud: 20 letters and digits without look-alikes, 114 bits. */
export function createPassword(): string {
  const letters: string[] = []
  while (letters.length < 20) {
    for (const byte of randomBytes(32)) {
      const letter = LETTERS[byte & 63]
      if (letter !== undefined && letters.length < 20) letters.push(letter)
    }
  }
  return letters.join('')
}

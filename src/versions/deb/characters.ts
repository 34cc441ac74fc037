const ZERO = 48
const NINE = 57
const TILDE = 126

/** Weight of the end of a part, and of a digit, where a non-digit is looked for: above `~`, below all else. */
export const END = 2

/** ASCII characters weigh less than this; others are put behind it, by their code. */
export const BEYOND_ASCII = 0xfe

export function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE
}

/**
 * Weights of non-digits, as dpkg orders them: `~`, the end, letters, everything else. Each fits a byte, so that
 * the comparator and the sort key use one table.
 */
export const WEIGHTS: Uint8Array = toWeights()

function toWeights(): Uint8Array {
  const weights = new Uint8Array(128)
  let other = 0x80
  for (let code = 0; code < 128; code++) {
    if (isDigit(code)) weights[code] = END
    else if (code === TILDE) weights[code] = 1
    else if (isLetter(code)) weights[code] = code
    else weights[code] = other++
  }
  return weights
}

function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122)
}

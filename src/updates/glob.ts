/** Whether a name is one of the patterns: `*` is any text, `?` any character, `[a-c]` one of these, all else itself. */
export function matchesAny(name: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => matches(name, toPieces(pattern)))
}

/** One character that is looked for, a set of them, or one of the two wildcards. */
type Piece = string | RegExp | typeof ANY | typeof STAR

const ANY = Symbol('?')
const STAR = Symbol('*')

/** Goes back to the last star only: patterns come from hosts, and no pattern may be slow. */
function matches(name: string, pattern: readonly Piece[]): boolean {
  let [n, p] = [0, 0]
  let [star, resume] = [-1, 0]
  while (n < name.length) {
    if (pattern[p] === STAR) {
      star = p++
      resume = n
    } else if (p < pattern.length && fits(pattern[p] as Piece, name[n] as string)) {
      n++
      p++
    } else if (star >= 0) {
      p = star + 1
      n = ++resume
    } else return false
  }
  while (pattern[p] === STAR) p++
  return p === pattern.length
}

function fits(piece: Piece, character: string): boolean {
  if (piece instanceof RegExp) return piece.test(character)
  return piece === ANY || piece === character
}

/** Hosts have few patterns, and thousands of hosts the same ones. */
const known = new Map<string, readonly Piece[]>()
const MOST_KNOWN = 10_000

function toPieces(pattern: string): readonly Piece[] {
  let pieces = known.get(pattern)
  if (!pieces) {
    if (known.size >= MOST_KNOWN) known.clear()
    known.set(pattern, (pieces = (pattern.match(PIECES) ?? []).map(toPiece)))
  }
  return pieces
}

/** A set holds at least one character, which may be the bracket that ends others: glob(7). */
const PIECES = /\[[!^]?\]?[^\]]*\]|./gs

function toPiece(text: string): Piece {
  if (text === '*') return STAR
  if (text === '?') return ANY
  return text.length > 2 && text.startsWith('[') ? toSet(text) : text
}

function toSet(text: string): Piece {
  const [, not, inside = ''] = /^\[([!^]?)(.+)\]$/s.exec(text) ?? []
  const escaped = inside.replace(/[\\\]^[]/g, '\\$&')
  try {
    return new RegExp(`[${not ? '^' : ''}${escaped}]`)
  } catch {
    // `[z-a]` holds nothing
    return NOTHING
  }
}

const NOTHING = /[^\s\S]/

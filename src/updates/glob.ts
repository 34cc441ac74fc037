/** Whether a name is one of the patterns: `*` is any text, `?` any character, all else itself. */
export function matchesAny(name: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => matches(name, pattern))
}

/** Goes back to the last star only: patterns come from hosts, and no pattern may be slow. */
function matches(name: string, pattern: string): boolean {
  let [n, p] = [0, 0]
  let [star, resume] = [-1, 0]
  while (n < name.length) {
    if (pattern[p] === '*') {
      star = p++
      resume = n
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === name[n])) {
      n++
      p++
    } else if (star >= 0) {
      p = star + 1
      n = ++resume
    } else return false
  }
  while (pattern[p] === '*') p++
  return p === pattern.length
}

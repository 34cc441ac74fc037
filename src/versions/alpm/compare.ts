import type { Order } from '../order.ts'
import { compareTokens, number, text } from '../tokens.ts'
import { type Run, splitAlpm, toRuns } from './runs.ts'

/**
 * The order of pacman's versions: vercmp(8), with which it agrees on any text, never throws. Where one side has no
 * release, none is compared.
 *
 * Like vercmp's, it is no total order for versions that end in a separator, which makepkg never makes: `1.` is between
 * `1..a` and `1.1`, and yet `1.1` before `1..a`. `alpmSortKey` is total.
 *
 * @example compareAlpm('1.0rc-1', '1.0-1') // -1
 */
export function compareAlpm(a: string, b: string): Order {
  if (a === b) return 0
  const [x, y] = [splitAlpm(a), splitAlpm(b)]
  const order = comparePart(x.epoch, y.epoch) || comparePart(x.version, y.version)
  return order !== 0 || x.release === undefined || y.release === undefined ? order : comparePart(x.release, y.release)
}

function comparePart(a: string, b: string): Order {
  const [runs, others] = [toRuns(a), toRuns(b)]
  for (let i = 0; ; i++) {
    const [run, other] = [runs[i], others[i]]
    // both lists end with an end, which is not passed
    if (!run || !other) return 0
    const order = compareRuns(run, other)
    if (order !== 0) return order
    if (run.kind === 'end') return 0
  }
}

function compareRuns(a: Run, b: Run): Order {
  if (a.kind === 'end') return b.kind === 'end' ? compareEnds(a, b) : compareWithEnd(a, b)
  if (b.kind === 'end') return (0 - compareWithEnd(b, a)) as Order
  if (a.separators !== b.separators) return a.separators < b.separators ? -1 : 1
  if (a.kind !== b.kind) return a.kind === 'digits' ? 1 : -1
  return compareTokens([toToken(a)], [toToken(b)])
}

/** Separators at the end only count where the other side has none. */
function compareEnds(a: Run, b: Run): Order {
  return (Math.sign(a.separators) - Math.sign(b.separators)) as Order
}

/** An end is above letters (`1.0` is above `1.0rc`), unless it comes at once and separators are before them. */
function compareWithEnd(end: Run, run: Run): Order {
  const isSeparated = end.separators === 0 && run.separators > 0
  return run.kind === 'letters' && !isSeparated ? 1 : -1
}

const toToken = (run: Run) => (run.kind === 'digits' ? number(0, run.text) : text(0, run.text))

/** Ids one after the other, both ends included. */
export interface IdRun {
  first: number
  last: number
}

/** A shorter one costs as much as its rows. */
const LONG = 16

/**
 * Long runs of ids: what came with one report or one index has consecutive ones, and a range costs less than a list.
 * `rest` are the others. Both ascending.
 */
export function findIdRuns(ids: readonly number[]): { runs: IdRun[]; rest: number[] } {
  const sorted = [...ids].sort((a, b) => a - b)
  const found: { runs: IdRun[]; rest: number[] } = { runs: [], rest: [] }
  for (let start = 0; start < sorted.length; ) {
    let end = start + 1
    while (end < sorted.length && sorted[end] === (sorted[end - 1] as number) + 1) end++
    if (end - start < LONG) found.rest.push(...sorted.slice(start, end))
    else found.runs.push({ first: sorted[start] as number, last: sorted[end - 1] as number })
    start = end
  }
  return found
}

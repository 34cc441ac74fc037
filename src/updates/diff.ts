import type { UpdateState } from '../model/update.ts'

/** An update of a host, known by the id of its pair of packages. */
export interface UpdateRow {
  host_id: number
  update_id: number
  security: 0 | 1
  state: UpdateState
  repo_id: number
  reason: string
}

/** What has to be written so that `stored` becomes `wanted`: both of one host. */
export function diffUpdates(
  stored: readonly UpdateRow[],
  wanted: readonly UpdateRow[],
): { write: UpdateRow[]; gone: number[] } {
  const left = new Map(stored.map((row) => [row.update_id, row]))
  const write: UpdateRow[] = []
  for (const row of wanted) {
    const known = left.get(row.update_id)
    if (!known || !isSame(known, row)) write.push(row)
    left.delete(row.update_id)
  }
  return { write, gone: [...left.keys()] }
}

function isSame(a: UpdateRow, b: UpdateRow): boolean {
  return a.security === b.security && a.state === b.state && a.repo_id === b.repo_id && a.reason === b.reason
}

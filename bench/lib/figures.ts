/** One figure of a benchmark, beside what it has to keep to. */
export interface Figure {
  name: string
  value: number
  unit: string
  /** The most that is allowed; a figure without one is for comparison. */
  limit?: number
  /** What it is beside another one, such as `1.4 × bare insert`. */
  note?: string
}

/** Prints a table of figures; true when all keep to their limits. */
export function printFigures(title: string, figures: readonly Figure[]): boolean {
  const rows = figures.map((figure) => [
    figure.name,
    `${toText(figure.value)} ${figure.unit}`,
    figure.limit === undefined ? '' : `≤ ${toText(figure.limit)}`,
    figure.limit === undefined ? '' : figure.value <= figure.limit ? 'ok' : 'OVER',
    figure.note ?? '',
  ])
  console.log(`\n${title}`)
  for (const line of toTable(rows, [false, true, true, false, false])) console.log(`  ${line}`)
  return figures.every(({ value, limit }) => limit === undefined || value <= limit)
}

function toText(value: number): string {
  if (value >= 100) return value.toFixed(0)
  return value.toFixed(value >= 10 ? 1 : 2)
}

function toTable(rows: readonly string[][], right: readonly boolean[]): string[] {
  const widths = right.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)))
  const pad = (cell: string, i: number) => (right[i] ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0))
  return rows.map((row) => row.map(pad).join('  ').trimEnd())
}

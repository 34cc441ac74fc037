import type { World } from './world.ts'

/** What a command says, and how far it is. */
export interface Output {
  /** A result: standard output, unless quiet. */
  say(line: string): void
  /** What went wrong: standard error, always. */
  complain(line: string): void
  /** A list that was asked for: also when quiet. */
  print(text: string): void
  /** Starts showing how far a step is, on a terminal. */
  progress(label: string): Progress
}

export interface Progress {
  update(done: number, total: number): void
  end(): void
}

const NO_PROGRESS: Progress = { update() {}, end() {} }

export async function createOutput({ stdout, stderr }: World, { quiet }: { quiet: boolean }): Promise<Output> {
  const bars = stderr.isTTY && !quiet ? await import('cli-progress') : undefined
  return {
    say: (line) => quiet || stdout.write(`${line}\n`),
    complain: (line) => stderr.write(`patchman: ${line}\n`),
    print: (text) => stdout.write(text),
    progress(label) {
      if (!bars) return NO_PROGRESS
      const format = `${label} {bar} {value}/{total}`
      const options = { format, stream: stderr, hideCursor: true, clearOnComplete: true, barsize: 30, fps: 10 }
      const bar = new bars.SingleBar(options, bars.Presets.shades_classic)
      let isStarted = false
      return {
        update(done, total) {
          if (!isStarted) bar.start(total, done)
          isStarted = true
          bar.setTotal(total)
          bar.update(done)
        },
        end: () => bar.stop(),
      }
    },
  }
}

/** Rows of a list that is not paged. */
export const EVERYTHING = 1_000_000

export interface Column<Row> {
  title: string
  value: (row: Row) => string | number
}

/** Rows under their titles; numbers to the right. Ends with a line end. */
export async function toTable<Row>(columns: Column<Row>[], rows: readonly Row[]): Promise<string> {
  const { default: Table } = await import('cli-table3')
  const cells = rows.map((row) => columns.map(({ value }) => value(row)))
  const none = { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '', top: '', 'top-mid': '', 'top-left': '' }
  const edges = { 'top-right': '', bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '', left: '' }
  const table = new Table({
    head: columns.map(({ title }) => title),
    chars: { ...none, ...edges, right: '', middle: '  ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colAligns: columns.map((_, i) => (cells.length > 0 && typeof cells[0]?.[i] === 'number' ? 'right' : 'left')),
  })
  table.push(...cells)
  return `${table.toString().replace(/[ ]+$/gm, '')}\n`
}

/** A time as people of this machine's zone write it; `never` for 0. */
export function toLocalTime(ms: number): string {
  if (ms === 0) return 'never'
  const date = new Date(ms - new Date(ms).getTimezoneOffset() * 60_000)
  return date.toISOString().slice(0, 16).replace('T', ' ')
}

export function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

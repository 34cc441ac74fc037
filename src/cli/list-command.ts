import type { JobDeps } from '../jobs/job.ts'
import { type Column, EVERYTHING, toJson, toTable } from './output.ts'
import { createParser } from './parser.ts'
import { withDeps } from './session.ts'
import { EXIT, type World } from './world.ts'

interface ListCommand<Row> {
  prog: string
  description: string
  /** Filters by their names in the API: `--type` becomes `type`. */
  filters: Record<string, string>
  columns: Column<Row>[]
  list: (deps: JobDeps, request: Record<string, string | number>) => Promise<{ items: Row[]; total: number }>
  /** In the words of the API. */
  toItem: (row: Row) => object
}

/** A command that prints a list: as a table, or with --json in the words of the API. */
export function listCommand<Row>(command: ListCommand<Row>) {
  return async (world: World, args: string[]): Promise<number> => {
    const parser = createParser(world, { prog: command.prog, description: command.description })
    for (const [name, help] of Object.entries(command.filters)) {
      parser.add_argument(`--${name.replaceAll('_', '-')}`, { metavar: 'VALUE', help })
    }
    parser.add_argument('--json', { action: 'store_true', help: 'print JSON' })
    const { config, json, ...given } = parser.parse_args<{ config?: string; json: boolean; [filter: string]: unknown }>(
      args,
    )
    const asked = Object.entries(given).filter((filter): filter is [string, string] => typeof filter[1] === 'string')
    const request = { ...Object.fromEntries(asked), per_page: EVERYTHING }
    const { items, total } = await withDeps(world, { config: config ?? undefined }, (deps) =>
      command.list(deps, request),
    )
    world.stdout.write(
      json ? toJson({ items: items.map(command.toItem), total }) : await toTable(command.columns, items),
    )
    return EXIT.ok
  }
}

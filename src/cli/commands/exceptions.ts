import { userInfo } from 'node:os'
import { toException } from '../../api/answers/exceptions.ts'
import { type ExceptionRow, endException, getException, listExceptions } from '../../db/security-exceptions.ts'
import { Problem } from '../../lib/problem.ts'
import { createException } from '../../security/exceptions-service.ts'
import { listCommand } from '../list-command.ts'
import { toLocalTime } from '../output.ts'
import { createParser } from '../parser.ts'
import { withDeps } from '../session.ts'
import { CliError, EXIT, type World } from '../world.ts'

/** `patchman list_exceptions`: those that count, the newest first. */
export const listExceptionsCommand = listCommand<ExceptionRow>({
  prog: 'patchman list_exceptions',
  description: 'List CVEs and errata that somebody accepts: for which hosts, why and until when.',
  filters: {
    active: 'yes: counts now (unless told); no: past ones; all',
    kind: 'cve or erratum',
    name: 'of the CVE or the erratum',
    scope: 'all, hosts or tags',
    q: 'words that occur in name, reason or author',
  },
  columns: [
    { title: 'Id', value: (one) => one.id },
    { title: 'Accepted', value: (one) => one.name },
    { title: 'For', value: toScope },
    { title: 'Until', value: (one) => toLocalTime(one.ended_at || one.ends_at) },
    { title: 'By', value: (one) => one.author },
    { title: 'Why', value: (one) => one.reason },
  ],
  list: ({ db, clock }, { active = 'yes', ...request }) => {
    return listExceptions(db, { ...request, ...(active !== 'all' && { active: active === 'yes' }) }, clock())
  },
  toItem: (row) => toException(row, Date.now()),
})

function toScope({ scope, hosts, tags }: ExceptionRow): string {
  if (scope === 'all') return 'all hosts'
  return scope === 'hosts' ? hosts.join(', ') : `tags ${tags.join(', ')}`
}

interface Given {
  config?: string
  name: string
  reason: string
  until: string
  host: string[]
  tag: string[]
}

/** `patchman create_exception CVE-2024-1234 --reason … --until 2026-12-31`. */
export async function createExceptionCommand(world: World, args: string[]): Promise<number> {
  const parser = createParser(world, {
    prog: 'patchman create_exception',
    description: 'Accept a CVE or an erratum, for some hosts or for all, until a day.',
  })
  parser.add_argument('name', { metavar: 'CVE-OR-ERRATUM' })
  parser.add_argument('--reason', { required: true, help: 'why' })
  parser.add_argument('--until', {
    required: true,
    metavar: 'DAY',
    help: 'the last day on which it counts: 2026-12-31',
  })
  parser.add_argument('--host', { action: 'append', default: [], help: 'only on this host; may be repeated' })
  parser.add_argument('--tag', { action: 'append', default: [], help: 'only on hosts with this tag; may be repeated' })
  const { config, name, reason, until, host, tag } = parser.parse_args<Given>(args)
  const kind = /^CVE-\d/i.test(name.trim()) ? 'cve' : 'erratum'
  const asked = { kind, name, reason, endsAt: toEnd(until), hosts: host, tags: tag } as const
  const row = await withDeps(world, { config: config ?? undefined }, ({ db, clock }) =>
    createException(db, asked, userInfo().username, clock()).catch((error: unknown) => {
      throw error instanceof Problem ? new CliError(error.message) : error
    }),
  )
  world.stdout.write(`${row.id}: ${row.name} is accepted for ${toScope(row)} until ${toLocalTime(row.ends_at)}\n`)
  return EXIT.ok
}

/** A day counts to its end, as people of this machine's zone count it. */
function toEnd(until: string): number {
  const end = /^\d{4}-\d\d-\d\d$/.test(until) ? Date.parse(`${until}T23:59:59`) : Number.NaN
  if (Number.isNaN(end)) throw new CliError(`--until: ${until} is no day like 2026-12-31`, EXIT.usage)
  return end
}

/** `patchman end_exception ID`. */
export async function endExceptionCommand(world: World, args: string[]): Promise<number> {
  const parser = createParser(world, {
    prog: 'patchman end_exception',
    description: 'End an exception now; it stays in the list of past ones.',
  })
  parser.add_argument('id', { metavar: 'ID', type: 'int' })
  const { config, id } = parser.parse_args<{ config?: string; id: number }>(args)
  await withDeps(world, { config: config ?? undefined }, async ({ db, clock }) => {
    const row = await getException(db, id)
    if (!row) throw new CliError(`there is no exception ${id}`)
    if (!(await endException(db, id, userInfo().username, clock()))) throw new CliError(`exception ${id} is over`)
  })
  world.stdout.write(`exception ${id} is over\n`)
  return EXIT.ok
}

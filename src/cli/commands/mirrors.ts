import { toMirror } from '../../api/answers/repositories.ts'
import { listMirrors, type MirrorPart, type MirrorRow } from '../../db/mirror-list.ts'
import { joinMirrors } from '../../repos/admin-service.ts'
import { listCommand } from '../list-command.ts'
import { toLocalTime } from '../output.ts'
import { createParser } from '../parser.ts'
import { withDeps } from '../session.ts'
import { CliError, EXIT, type World } from '../world.ts'

/** `patchman list_mirrors`. */
export const listMirrorsCommand = listCommand<MirrorRow>({
  prog: 'patchman list_mirrors',
  description: 'List mirrors of repositories.',
  filters: {
    repository: 'of the repository with this id',
    state: 'new, ok, failing or host-only',
    checksum: 'whose index has this checksum',
    from_mirror: 'that the mirror list with this id gave',
    q: 'words that occur in the address',
  },
  columns: [
    { title: 'Id', value: (one) => one.id },
    { title: 'Mirror', value: (one) => one.url },
    { title: 'Repository', value: (one) => `${one.repo_id} ${one.repo_name}` },
    { title: 'State', value: (one) => (one.enabled === 1 ? one.state : 'disabled') },
    { title: 'Packages', value: (one) => countOf(one, 'packages') },
    { title: 'Modules', value: (one) => countOf(one, 'modules') },
    { title: 'Errata', value: (one) => countOf(one, 'errata') },
    { title: 'Rejects', value: (one) => one.reject_count },
    { title: 'Confirmed', value: (one) => toLocalTime(one.confirmed_at) },
    { title: 'Checksum', value: (one) => one.checksum.slice(0, 12) },
    { title: 'Reason', value: (one) => one.reason },
  ],
  list: ({ db }, request) => listMirrors(db, request),
  toItem: toMirror,
})

/** `patchman link_mirrors ID ID …`: mirrors of one index into one repository. */
export async function linkMirrors(world: World, args: string[]): Promise<number> {
  const parser = createParser(world, {
    prog: 'patchman link_mirrors',
    description: 'Make mirrors whose indexes have one checksum mirrors of one repository: of that of the first.',
  })
  parser.add_argument('ids', { metavar: 'ID', nargs: '+', type: 'int', help: 'of a mirror; list_mirrors tells them' })
  const { ids, ...given } = parser.parse_args<{ config?: string; ids: number[] }>(args)
  if (ids.length < 2) throw new CliError('link_mirrors needs two mirrors or more', EXIT.usage)
  const { enqueue } = await import('../../jobs/queue.ts')
  const linked = await withDeps(world, given, async ({ db, clock }) => {
    const { items } = await listMirrors(db, { per_page: 1_000_000 })
    const first = items.find((mirror) => mirror.id === ids[0])
    return joinMirrors(
      { db, enqueue: (kind, subject, options) => enqueue({ db, clock }, kind, subject, options) },
      ids,
      first?.repo_id,
    )
  })
  world.stdout.write(`${linked} mirrors are linked\n`)
  return EXIT.ok
}

function countOf({ parts }: MirrorRow, kind: MirrorPart['kind']): number {
  return parts.find((part) => part.kind === kind)?.count ?? 0
}

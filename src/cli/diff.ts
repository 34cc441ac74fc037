import {
  type DifferentPackage,
  getHostFacts,
  type HostFacts,
  listDifferentPackages,
  listDifferentRepos,
} from '../db/host-diff.ts'
import type { JobDeps } from '../jobs/job.ts'
import { shownName, shownVersion } from '../model/package.ts'
import type { Flags } from './flags.ts'
import { selectHost } from './hosts.ts'
import { type Output, toJson, toTable } from './output.ts'

interface Difference {
  what: 'os' | 'arch' | 'kernel' | 'package' | 'repository'
  name: string
  /** '' where the host has none. */
  a: string
  b: string
}

/** `-D A B`: in what two hosts differ. */
export async function printDiff(
  { db }: JobDeps,
  names: [string, string],
  flags: Flags,
  output: Output,
): Promise<boolean> {
  const [first, second] = [await selectHost(db, names[0]), await selectHost(db, names[1])]
  const [a, b] = [await getHostFacts(db, first.id), await getHostFacts(db, second.id)]
  if (!a || !b) throw new Error('the host was deleted meanwhile')
  const differences = [
    ...findFactDifferences(a, b),
    ...findRepoDifferences(await listDifferentRepos(db, a.id, b.id), a.id),
    ...findPackageDifferences(await listDifferentPackages(db, a.id, b.id), a.id),
  ]
  if (flags.json) output.print(toJson({ a: a.hostname, b: b.hostname, differences }))
  else if (differences.length === 0) output.say(`${a.hostname} and ${b.hostname} do not differ`)
  else output.print(await toText(differences, a, b))
  return true
}

function findFactDifferences(a: HostFacts, b: HostFacts): Difference[] {
  return (['os', 'arch', 'kernel'] as const)
    .filter((what) => a[what] !== b[what])
    .map((what) => ({ what, name: '', a: a[what], b: b[what] }))
}

function findRepoDifferences(rows: { host_id: number; name: string }[], a: number): Difference[] {
  return rows.map(({ host_id, name }) => {
    const isOfA = host_id === a
    return { what: 'repository', name, a: isOfA ? 'yes' : '', b: isOfA ? '' : 'yes' }
  })
}

/** One line a name and architecture; several versions (kernels) are beside each other. */
function findPackageDifferences(rows: DifferentPackage[], a: number): Difference[] {
  const lines = new Map<string, Difference>()
  for (const row of rows) {
    const name = `${shownName(row)}.${row.arch}`
    const line = lines.get(name) ?? { what: 'package', name, a: '', b: '' }
    const side = row.host_id === a ? 'a' : 'b'
    line[side] = [line[side], shownVersion(row)].filter(Boolean).join(', ')
    lines.set(name, line)
  }
  return [...lines.values()]
}

function toText(differences: Difference[], a: HostFacts, b: HostFacts): Promise<string> {
  return toTable(
    [
      { title: 'Differs', value: ({ what, name }) => (name === '' ? what : `${what} ${name}`) },
      { title: a.hostname, value: (line) => line.a || '-' },
      { title: b.hostname, value: (line) => line.b || '-' },
    ],
    differences,
  )
}

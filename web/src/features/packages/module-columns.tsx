import type { Module } from '../../api/types.ts'
import { AppLink } from '../../components/app-link.tsx'
import { CountLink } from '../../components/facts/count-link.tsx'
import { ToneBadge } from '../../components/facts/tone-badge.tsx'
import { plural } from '../../components/format.ts'
import type { Card } from '../../components/list/card-list.tsx'
import type { Column } from '../../components/list/column.ts'
import { countColumn, dimColumn } from '../../components/list/column-kinds.tsx'
import { listPath, modulePath } from '../../components/paths.ts'

export const MODULE_COLUMNS: Column<Module>[] = [
  {
    key: 'name',
    title: 'Module',
    sort: 'name',
    cell: (one) => (
      <>
        <AppLink href={modulePath(one.id)} style={{ fontWeight: 500 }}>
          {one.name}
        </AppLink>
        <span className="faint" style={{ marginLeft: 8 }} title={one.summary}>
          {one.summary}
        </span>
      </>
    ),
    filter: (one) => ({ key: 'name', value: one.name, label: one.name }),
    text: (one) => one.name,
  },
  {
    key: 'stream',
    title: 'Stream',
    width: 150,
    cell: (one) => (
      <>
        {one.stream} {one.default && <Default />}
      </>
    ),
    text: (one) => one.stream,
  },
  {
    key: 'version',
    title: 'Version',
    sort: 'version',
    descending: true,
    width: 190,
    cell: (one) => <span className="num">{one.version}</span>,
    text: (one) => one.version,
  },
  {
    key: 'context',
    title: 'Context',
    width: 110,
    from: 'lg',
    cell: (one) => <span className="mono dim">{one.context}</span>,
    text: (one) => one.context,
  },
  dimColumn('arch', 'Arch', 90, (one) => one.arch, {
    from: 'lg',
    filter: (one) => ({ key: 'arch', value: one.arch, label: one.arch }),
  }),
  {
    key: 'repositories',
    title: 'Repositories',
    align: 'right',
    width: 116,
    from: 'md',
    cell: (one) => <Described module={one} />,
    text: (one) => one.repositories,
  },
  countColumn(
    'packages',
    'Packages',
    96,
    (one) => one.packages,
    (one) => modulePath(one.id),
    { sort: 'packages', from: 'md' },
  ),
  countColumn(
    'hosts',
    'Hosts',
    80,
    (one) => one.hosts,
    (one) => listPath('/hosts', { module: one.id }),
    { sort: 'hosts' },
  ),
]

function Default() {
  return (
    <span style={{ marginLeft: 4 }}>
      <ToneBadge tone="quiet" reason="Active on hosts that chose no stream of this module.">
        default
      </ToneBadge>
    </span>
  )
}

function Described({ module }: { module: Module }) {
  if (module.repositories > 0) return <CountLink value={module.repositories} href={modulePath(module.id)} />
  return (
    <ToneBadge
      tone="quiet"
      reason="Active on hosts, but no repository that is known here describes this build any more."
    >
      in none
    </ToneBadge>
  )
}

export function moduleCard(one: Module): Card {
  return {
    title: `${one.name}:${one.stream}`,
    aside: one.default ? 'default' : one.arch,
    second: `${one.version} ${one.context}`,
    third: `${plural(one.hosts, 'host')} · ${plural(one.packages, 'package')} · ${one.repositories === 0 ? 'in no repository' : plural(one.repositories, 'repository', 'repositories')}`,
  }
}

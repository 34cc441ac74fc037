import { IconArrowUp, IconShieldFilled } from '@tabler/icons-react'
import type { QueryKey, Update } from '../../api/types.ts'
import { ToneBadge } from '../../components/facts/tone-badge.tsx'
import { VersionChange } from '../../components/facts/version-change.tsx'
import { packageTitle, plural } from '../../components/format.ts'
import type { Column } from '../../components/list/column.ts'
import { countColumn, dimColumn, nameColumn } from '../../components/list/column-kinds.tsx'
import type { FilterDefinition } from '../../components/list/filter-definition.ts'
import { ListView } from '../../components/list/list-view.tsx'
import { useCrumbs } from '../../components/page/crumbs.ts'
import { listPath, updatePath } from '../../components/paths.ts'
import { EmptyState } from '../../components/state/empty-state.tsx'
import { listUpdates } from './updates-api.ts'

const FILTERS: FilterDefinition<QueryKey<'listUpdates'>>[] = [
  {
    key: 'security',
    label: 'Kind',
    options: [
      { value: 'true', label: 'Security' },
      { value: 'false', label: 'Bugfix' },
    ],
  },
  {
    key: 'type',
    label: 'Type',
    options: ['deb', 'rpm', 'arch', 'gentoo', 'apk'].map((value) => ({ value, label: value })),
  },
  { key: 'name', label: 'Package', text: true },
]

const COLUMNS: Column<Update>[] = [
  nameColumn<Update>('Package', packageTitle, (one) => updatePath(one.id), { width: 250 }),
  {
    key: 'versions',
    title: 'Installed → available',
    cell: (one) => <VersionChange from={one.installed} to={one.candidate} />,
  },
  {
    key: 'installed',
    title: 'Installed',
    optional: true,
    width: 180,
    cell: (one) => one.installed,
    text: (one) => one.installed,
  },
  {
    key: 'candidate',
    title: 'Available',
    optional: true,
    width: 180,
    cell: (one) => one.candidate,
    text: (one) => one.candidate,
  },
  {
    key: 'kind',
    title: 'Kind',
    width: 110,
    cell: (one) => <Kind update={one} />,
    text: (one) => (one.security ? 'security' : 'bugfix'),
  },
  dimColumn('arch', 'Arch', 84, (one) => one.arch, { from: 'md' }),
  dimColumn('type', 'Type', 70, (one) => one.type, { from: 'lg' }),
  countColumn(
    'hosts',
    'Hosts',
    90,
    (one) => one.hosts,
    (one) => listPath('/hosts', { update: one.id }),
    { sort: 'hosts' },
  ),
  countColumn(
    'security_hosts',
    'As security',
    100,
    (one) => one.security_hosts,
    (one) => listPath('/hosts', { update: one.id, update_security: true }),
    { sort: 'security_hosts', from: 'md', tone: 'security' },
  ),
]

function Kind({ update }: { update: Update }) {
  return update.security ? (
    <ToneBadge tone="bad" icon={<IconShieldFilled size={12} aria-hidden />}>
      Security
    </ToneBadge>
  ) : (
    <ToneBadge tone="quiet" icon={<IconArrowUp size={12} aria-hidden />}>
      Bugfix
    </ToneBadge>
  )
}

const keyOf = (one: Update) => String(one.id)

export function UpdatesPage() {
  useCrumbs('Updates')
  return (
    <ListView
      noun="updates"
      title="Updates"
      fetchPage={listUpdates}
      columns={COLUMNS}
      filters={FILTERS}
      rowKey={keyOf}
      rowHref={(one) => updatePath(one.id)}
      card={(one) => ({
        title: packageTitle(one),
        aside: <Kind update={one} />,
        second: <VersionChange from={one.installed} to={one.candidate} />,
        third: plural(one.hosts, 'host'),
      })}
      defaultSort="-hosts"
      empty={
        <EmptyState
          title="No updates are pending"
          text="Updates are found when a host reports, and when a repository of it has changed."
        />
      }
    />
  )
}

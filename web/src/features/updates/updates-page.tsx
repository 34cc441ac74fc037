import { IconArrowUp, IconShieldFilled } from '@tabler/icons-react'
import type { QueryKey, Update } from '../../api/types.ts'
import { AppLink } from '../../components/app-link.tsx'
import { CountLink } from '../../components/facts/count-link.tsx'
import { ToneBadge } from '../../components/facts/tone-badge.tsx'
import { VersionChange } from '../../components/facts/version-change.tsx'
import { plural } from '../../components/format.ts'
import type { Column } from '../../components/list/column.ts'
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
  {
    key: 'name',
    title: 'Package',
    sort: 'name',
    width: 250,
    cell: (one) => (
      <AppLink href={updatePath(one.id)} style={{ fontWeight: 500 }} title={one.name}>
        {one.name}
      </AppLink>
    ),
    text: (one) => one.name,
  },
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
  {
    key: 'arch',
    title: 'Arch',
    width: 84,
    from: 'md',
    cell: (one) => <span className="dim">{one.arch}</span>,
    text: (one) => one.arch,
  },
  {
    key: 'type',
    title: 'Type',
    width: 70,
    from: 'lg',
    cell: (one) => <span className="dim">{one.type}</span>,
    text: (one) => one.type,
  },
  {
    key: 'hosts',
    title: 'Hosts',
    sort: 'hosts',
    descending: true,
    align: 'right',
    width: 90,
    cell: (one) => <CountLink value={one.hosts} href={listPath('/hosts', { update: one.id })} />,
    text: (one) => one.hosts,
  },
  {
    key: 'security_hosts',
    title: 'As security',
    sort: 'security_hosts',
    descending: true,
    align: 'right',
    width: 100,
    from: 'md',
    cell: (one) => (
      <CountLink
        value={one.security_hosts}
        href={listPath('/hosts', { update: one.id, update_security: true })}
        tone="security"
      />
    ),
    text: (one) => one.security_hosts,
  },
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
        title: one.name,
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

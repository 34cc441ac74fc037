import { IconLock } from '@tabler/icons-react'
import type { HostPackage, QueryKey } from '../../api/types.ts'
import { AppLink } from '../../components/app-link.tsx'
import { ToneBadge } from '../../components/facts/tone-badge.tsx'
import { UpdateBadge } from '../../components/facts/update-state.tsx'
import { packageTitle } from '../../components/format.ts'
import type { Column } from '../../components/list/column.ts'
import { dimColumn } from '../../components/list/column-kinds.tsx'
import { type FilterDefinition, YES_NO } from '../../components/list/filter-definition.ts'
import { ListView } from '../../components/list/list-view.tsx'
import { packagePath, updatePath } from '../../components/paths.ts'
import { EmptyState } from '../../components/state/empty-state.tsx'
import { listHostPackages } from './hosts-api.ts'

const FILTERS: FilterDefinition<QueryKey<'listHostPackages'>>[] = [
  { key: 'with_update', label: 'Update', options: YES_NO('With an update', 'Without') },
  { key: 'available', label: 'Offered', options: [{ value: 'false', label: 'By no repository' }] },
]

const COLUMNS: Column<HostPackage>[] = [
  {
    key: 'name',
    title: 'Package',
    sort: 'name',
    cell: (one) => (
      <>
        <AppLink href={packagePath(one.name)} style={{ fontWeight: 500 }}>
          {packageTitle(one)}
        </AppLink>
        {one.held && <Held />}
      </>
    ),
    text: packageTitle,
  },
  {
    key: 'version',
    title: 'Installed',
    width: 260,
    cell: (one) => <span title={one.version}>{one.version}</span>,
    text: (one) => one.version,
  },
  dimColumn('arch', 'Arch', 84, (one) => one.arch, { sort: 'arch', from: 'md' }),
  {
    key: 'update',
    title: 'Update',
    width: 380,
    cell: (one) =>
      one.update && (
        <span
          style={{ display: 'inline-flex', gap: 8, alignItems: 'center', maxWidth: '100%', verticalAlign: 'bottom' }}
        >
          <UpdateBadge update={{ ...one.update, reason: '' }} />
          <AppLink href={updatePath(one.update.id)} title={one.update.candidate}>
            {one.update.candidate}
          </AppLink>
        </span>
      ),
    text: (one) => one.update?.candidate ?? '',
  },
]

function Held() {
  return (
    <span style={{ marginLeft: 8 }}>
      <ToneBadge
        tone="quiet"
        icon={<IconLock size={12} aria-hidden />}
        reason="Held on the host: its package manager leaves it alone."
      >
        held
      </ToneBadge>
    </span>
  )
}

const keyOf = (one: HostPackage) => String(one.id)

export function HostPackages({ hostname }: { hostname: string }) {
  return (
    <ListView
      noun="packages"
      scope={hostname}
      fetchPage={(query) => listHostPackages(hostname, query)}
      columns={COLUMNS}
      filters={FILTERS}
      rowKey={keyOf}
      rowHref={(one) => packagePath(one.name)}
      card={(one) => ({
        title: packageTitle(one),
        aside: one.update && <UpdateBadge update={{ ...one.update, reason: '' }} />,
        second: one.version,
        third: one.update ? `→ ${one.update.candidate}` : one.arch,
      })}
      defaultSort="name"
      empty={<EmptyState title="No packages" text="The host's reports held none." />}
    />
  )
}

import { useCanWrite } from '../../api/session.ts'
import type { HostSummary } from '../../api/types.ts'
import { AppLink } from '../../components/app-link.tsx'
import { plural } from '../../components/format.ts'
import type { BulkAction } from '../../components/list/bulk-bar.tsx'
import { ListView } from '../../components/list/list-view.tsx'
import { useCrumbs } from '../../components/page/crumbs.ts'
import { hostPath } from '../../components/paths.ts'
import { EmptyState } from '../../components/state/empty-state.tsx'
import { HOST_COLUMNS, hostCard } from './host-columns.tsx'
import { HOST_FILTERS } from './host-filters.ts'
import { actOnHosts, listHosts } from './hosts-api.ts'

const ACTIONS: BulkAction[] = [
  {
    key: 'find-updates',
    label: 'Find updates',
    run: async (target) => `Finding updates for ${plural((await actOnHosts('find-updates', target)).affected, 'host')}`,
  },
  {
    key: 'delete',
    label: 'Delete…',
    danger: true,
    confirm: (rows) =>
      `${rows === 1 ? 'The host' : 'They'} and what is known of ${rows === 1 ? 'it' : 'them'} go: packages, updates, history. A host that still reports comes back with its next report.`,
    run: async (target) => `${plural((await actOnHosts('delete', target)).affected, 'host')} deleted`,
  },
]

const keyOf = (host: HostSummary) => host.hostname

export function HostsPage() {
  useCrumbs('Hosts')
  const canWrite = useCanWrite()
  return (
    <ListView
      noun="hosts"
      title="Hosts"
      fetchPage={listHosts}
      columns={HOST_COLUMNS}
      filters={HOST_FILTERS}
      rowKey={keyOf}
      rowLabel={keyOf}
      rowHref={(host) => hostPath(host.hostname)}
      card={hostCard}
      {...(canWrite ? { actions: ACTIONS } : {})}
      defaultSort="hostname"
      empty={
        <EmptyState title="No host has reported yet" text="The dashboard says how to connect one.">
          <AppLink href="/" className="link">
            Connect a host
          </AppLink>
        </EmptyState>
      }
    />
  )
}

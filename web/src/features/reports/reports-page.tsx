import { useCanWrite } from '../../api/session.ts'
import type { QueryKey, ReportSummary } from '../../api/types.ts'
import { AppLink } from '../../components/app-link.tsx'
import { Ago } from '../../components/facts/ago.tsx'
import { ReportStateBadge } from '../../components/facts/report-state-badge.tsx'
import { duration, plural } from '../../components/format.ts'
import type { BulkAction, Target } from '../../components/list/bulk-bar.tsx'
import type { Column } from '../../components/list/column.ts'
import { countColumn, dimColumn } from '../../components/list/column-kinds.tsx'
import type { FilterDefinition } from '../../components/list/filter-definition.ts'
import { ListView } from '../../components/list/list-view.tsx'
import { useCrumbs } from '../../components/page/crumbs.ts'
import { hostPath, reportPath } from '../../components/paths.ts'
import { EmptyState } from '../../components/state/empty-state.tsx'
import { actOnReports, listReports } from './reports-api.ts'

const FILTERS: FilterDefinition<QueryKey<'listReports'>>[] = [
  {
    key: 'state',
    label: 'State',
    options: ['pending', 'processed', 'superseded', 'failed'].map((value) => ({ value, label: value })),
  },
  { key: 'host', label: 'Host', text: true },
]

const COLUMNS: Column<ReportSummary>[] = [
  {
    key: 'received',
    title: 'Received',
    sort: 'received_at',
    descending: true,
    width: 120,
    cell: (one) => (
      <AppLink href={reportPath(one.id)}>
        <Ago at={one.received_at} suffix />
      </AppLink>
    ),
    text: (one) => one.received_at,
  },
  {
    key: 'host',
    title: 'Host',
    sort: 'hostname',
    cell: (one) => (
      <AppLink href={hostPath(one.hostname)} style={{ fontWeight: 500 }}>
        {one.hostname}
      </AppLink>
    ),
    filter: (one) => ({ key: 'host', value: one.hostname, label: one.hostname }),
    text: (one) => one.hostname,
  },
  {
    key: 'state',
    title: 'State',
    width: 120,
    cell: (one) => <ReportStateBadge report={one} />,
    filter: (one) => ({ key: 'state', value: one.state, label: one.state }),
    text: (one) => one.state,
  },
  countColumn(
    'rejects',
    'Rejects',
    80,
    (one) => one.rejects,
    (one) => reportPath(one.id),
  ),
  {
    key: 'os',
    title: 'System',
    width: 180,
    from: 'md',
    cell: (one) => <span title={one.os}>{one.os}</span>,
    text: (one) => one.os,
  },
  dimColumn('ip', 'Address', 130, (one) => one.ip, { from: 'lg' }),
  {
    key: 'protocol',
    title: 'Protocol',
    width: 76,
    align: 'right',
    from: 'lg',
    cell: (one) => <span className="dim">{one.protocol}</span>,
    text: (one) => one.protocol,
  },
  {
    key: 'took',
    title: 'Took',
    width: 84,
    align: 'right',
    from: 'md',
    cell: (one) => (one.processed_at ? duration(one.duration_ms) : ''),
    text: (one) => one.duration_ms,
  },
  {
    key: 'client',
    title: 'Client',
    width: 200,
    optional: true,
    cell: (one) => one.user_agent,
    text: (one) => one.user_agent,
  },
]

const idsOf = (target: Target) => ('keys' in target ? target.keys.map(Number) : [])

const ACTIONS: BulkAction[] = [
  {
    key: 'process',
    label: 'Process',
    keysOnly: true,
    run: async (target) =>
      `${plural((await actOnReports('process', idsOf(target))).affected, 'report')} will be processed`,
  },
  {
    key: 'delete',
    label: 'Delete…',
    danger: true,
    keysOnly: true,
    confirm: () => 'What they said of their hosts stays. A report that is still pending is lost.',
    run: async (target) => `${plural((await actOnReports('delete', idsOf(target))).affected, 'report')} deleted`,
  },
]

const keyOf = (one: ReportSummary) => String(one.id)

export function ReportsPage() {
  useCrumbs('Reports')
  const canWrite = useCanWrite()
  return (
    <ListView
      noun="reports"
      title="Reports"
      fetchPage={listReports}
      columns={COLUMNS}
      filters={FILTERS}
      rowKey={keyOf}
      rowLabel={(one) => `the report of ${one.hostname}`}
      rowHref={(one) => reportPath(one.id)}
      card={(one) => ({
        title: one.hostname,
        aside: <Ago at={one.received_at} />,
        second: <ReportStateBadge report={one} />,
        third: `${one.os}${one.rejects > 0 ? ` · ${plural(one.rejects, 'reject')}` : ''}`,
      })}
      {...(canWrite ? { actions: ACTIONS } : {})}
      defaultSort="-received_at"
      refetchInterval={15_000}
      empty={<EmptyState title="No reports yet" text="They appear here the moment a host sends one." />}
    />
  )
}

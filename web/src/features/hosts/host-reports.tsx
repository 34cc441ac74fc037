import type { ReportSummary } from '../../api/types.ts'
import { Ago } from '../../components/facts/ago.tsx'
import { ReportStateBadge } from '../../components/facts/report-state-badge.tsx'
import { duration } from '../../components/format.ts'
import type { Column } from '../../components/list/column.ts'
import { dimColumn } from '../../components/list/column-kinds.tsx'
import { ListView } from '../../components/list/list-view.tsx'
import { reportPath } from '../../components/paths.ts'
import { EmptyState } from '../../components/state/empty-state.tsx'
import { listHostReports } from './hosts-api.ts'

const COLUMNS: Column<ReportSummary>[] = [
  {
    key: 'received',
    title: 'Received',
    sort: 'received_at',
    descending: true,
    width: 120,
    cell: (one) => <Ago at={one.received_at} suffix />,
    text: (one) => one.received_at,
  },
  {
    key: 'state',
    title: 'State',
    width: 120,
    cell: (one) => <ReportStateBadge report={one} />,
    text: (one) => one.state,
  },
  {
    key: 'rejects',
    title: 'Rejects',
    width: 80,
    align: 'right',
    cell: (one) => one.rejects || <span className="faint">0</span>,
    text: (one) => one.rejects,
  },
  { key: 'kernel', title: 'Kernel', cell: (one) => one.kernel, text: (one) => one.kernel },
  dimColumn('client', 'Client', 240, (one) => one.user_agent, { from: 'md' }),
  {
    key: 'duration',
    title: 'Took',
    width: 90,
    align: 'right',
    cell: (one) => duration(one.duration_ms),
    text: (one) => one.duration_ms,
  },
]

const keyOf = (one: ReportSummary) => String(one.id)

export function HostReports({ hostname }: { hostname: string }) {
  return (
    <ListView
      noun="reports"
      scope={hostname}
      fetchPage={(query) => listHostReports(hostname, query)}
      columns={COLUMNS}
      rowKey={keyOf}
      rowHref={(one) => reportPath(one.id)}
      card={(one) => ({
        title: <Ago at={one.received_at} suffix />,
        aside: <ReportStateBadge report={one} />,
        second: one.kernel,
        third: one.user_agent,
      })}
      defaultSort="-received_at"
      searchLabel={false}
      empty={<EmptyState title="No reports are kept" text="Old reports are cleaned; what they said is kept." />}
    />
  )
}

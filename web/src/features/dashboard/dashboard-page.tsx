import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { summaryQuery } from '../../api/summary.ts'
import type { Summary } from '../../api/types.ts'
import { useCrumbs } from '../../components/page/crumbs.ts'
import { ErrorState } from '../../components/state/error-state.tsx'
import { Answer } from './answer.tsx'
import classes from './dashboard.module.css'
import { DashboardSkeleton } from './dashboard-skeleton.tsx'
import { Exploited, type ExploitedPage, exploitedQuery } from './exploited.tsx'
import { FirstDay } from './first-day.tsx'
import { FleetBar } from './fleet-bar.tsx'
import { IssueList } from './issue-list.tsx'
import { Trouble } from './trouble.tsx'
import { Widespread } from './widespread.tsx'
import { WorstHosts } from './worst-hosts.tsx'

const Trend = lazy(() => import('./trend.tsx').then((m) => ({ default: m.Trend })))

export function DashboardPage() {
  useCrumbs('Dashboard')
  const { data, error, refetch } = useQuery(summaryQuery)
  const { data: exploited, isPending } = useQuery(exploitedQuery)
  if (!data) return error ? <ErrorState error={error} retry={() => void refetch()} /> : <DashboardSkeleton />
  if (data.hosts.total === 0) return <FirstDay />
  // it stands above the rest, which is not to jump
  if (isPending) return <DashboardSkeleton />
  return <Dashboard summary={data} exploited={exploited} />
}

/** Nothing that is empty is shown as an empty box. */
function Dashboard({ summary, exploited }: { summary: Summary; exploited: ExploitedPage | undefined }) {
  return (
    <div className={classes.page}>
      <Answer summary={summary} />
      <FleetBar hosts={summary.hosts} />
      {exploited && exploited.total > 0 && <Exploited page={exploited} />}
      {summary.trend.length > 1 && (
        <Suspense fallback={<div className={classes.chartSpace} />}>
          <Trend days={summary.trend} />
        </Suspense>
      )}
      <div className={classes.columns}>
        {summary.worst_hosts.length > 0 && <WorstHosts hosts={summary.worst_hosts} />}
        {summary.widespread.length > 0 && <Widespread updates={summary.widespread} />}
        {summary.repositories_in_trouble.length > 0 && <Trouble repositories={summary.repositories_in_trouble} />}
        {summary.issue_kinds > 0 && <IssueList />}
      </div>
    </div>
  )
}
